// Asks one address so many times a second until it is told to stop (SIGTERM), and prints what autocannon counted. Arguments: URL, requests a second.
import { createRequire } from 'node:module';

type Cannon = { stop(): void } & Promise<unknown>;
const autocannon = createRequire(import.meta.url)('autocannon') as (options: object) => Cannon;

const [url, perSecond] = process.argv.slice(2);
const headers = { 'accept-encoding': 'br' };
const cannon = autocannon({ url, headers, connections: 10, overallRate: Number(perSecond), duration: 3600 });
process.once('SIGTERM', () => cannon.stop());
process.stdout.write('asking\n');
process.stdout.write(`${JSON.stringify(await cannon)}\n`);
