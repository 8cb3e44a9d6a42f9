// Asks one address so many times a second until it is told to stop (SIGTERM), and prints how long the answers took as JSON. Arguments: URL, requests a second.
import { Agent, get } from 'node:http';

/**
 * Each request has its moment, whatever became of those before it, and is counted from that moment on: a server that
 * stalls is charged for all who would have come meanwhile. Autocannon at a set rate adds tens of milliseconds of its own
 * against an idle server, which is more than what is to be measured.
 */
const [url = '', rate = '200'] = process.argv.slice(2);
const everyMs = 1000 / Number(rate);
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const headers = { 'accept-encoding': 'br' };
const took: number[] = [];
const begun = performance.now();
let asked = 0;
let errors = 0;
let non2xx = 0;

function ask(at: number): void {
  const request = get(url, { agent, headers }, (answer) => {
    if (answer.statusCode !== 200) non2xx++;
    answer.resume();
    answer.once('end', () => took.push(performance.now() - at));
  });
  request.once('error', () => errors++);
}

const timer = setInterval(
  () => {
    const due = Math.floor((performance.now() - begun) / everyMs);
    for (; asked < due; asked++) ask(begun + asked * everyMs);
  },
  Math.max(1, Math.floor(everyMs / 2)),
);

process.once('SIGTERM', () => {
  clearInterval(timer);
  const duration = (performance.now() - begun) / 1000;
  took.sort((a, b) => a - b);
  const of = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  const latency = { p50: of(0.5), p97_5: of(0.975), p99: of(0.99), max: of(1) };
  process.stdout.write(`${JSON.stringify({ latency, answers: took.length, duration, errors, non2xx })}\n`, () =>
    process.exit(0),
  );
});
process.stdout.write('asking\n');
