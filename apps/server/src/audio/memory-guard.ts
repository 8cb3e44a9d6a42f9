// A thread that kills its process when it takes more memory than it may: a decoder deep in WebAssembly yields to nobody.
import { workerData } from 'node:worker_threads';

/** ms between two looks: a process fills about 2 MB in each. */
const EVERY_MS = 10;

const { mostBytes } = workerData as { mostBytes: number };
setInterval(() => {
  if (process.memoryUsage.rss() > mostBytes) process.kill(process.pid, 'SIGKILL');
}, EVERY_MS);
