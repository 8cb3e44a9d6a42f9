// Asks one address again and again, each time as if for the first time, and prints what came of it as JSON. Arguments: URL with a query, seconds, connections.
import { Agent, get } from 'node:http';

const [url = '', seconds = '2', connections = '10'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const began = performance.now();
const until = began + Number(seconds) * 1000;
let asked = 0;
let total = 0;
let errors = 0;
let non2xx = 0;

/** A query that means nothing makes another address: no answer kept for one of them serves the next. */
const ask = (): Promise<void> =>
  new Promise((resolve) => {
    const request = get(`${url}&n=${asked++}.${process.pid}`, { agent }, (answer) => {
      if (answer.statusCode !== 200) non2xx++;
      answer.resume();
      answer.once('end', () => {
        total++;
        resolve();
      });
    });
    request.once('error', () => {
      errors++;
      resolve();
    });
  });

async function connection(): Promise<void> {
  while (performance.now() < until) await ask();
}

await Promise.all(Array.from({ length: Number(connections) }, connection));
agent.destroy();
const duration = (performance.now() - began) / 1000;
process.stdout.write(JSON.stringify({ requests: { total }, duration, errors, non2xx }));
