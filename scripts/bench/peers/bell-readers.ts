// So many devices at one bell: each holds an event stream, and pulls when it has rung, as the app does. Arguments: ORIGIN, how many.
//
// Prints `ready` once all have heard the present head, then a line a head: { head, heard, had }, the moments (ms since
// 1970) at which each device heard of it, and at which it had all that the head stands for.
import { Agent, get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';

const [origin, count] = process.argv.slice(2);
const DEVICES = Number(count);
/** As the app's bell: not every device at once. */
const LONGEST_WAIT_MS = 1500;
const LIMIT = 100;
const agent = new Agent({ keepAlive: true });
const now = (): number => performance.timeOrigin + performance.now();

type Moments = { heard: number[]; had: number[] };
const heads = new Map<number, Moments>();
const momentsOf = (head: number): Moments => {
  const known = heads.get(head) ?? { heard: [], had: [] };
  heads.set(head, known);
  return known;
};

/** Pages that a device has read are compared as bytes and not unpacked a thousand times. */
const read = new Map<string, { bytes: Buffer; seq: number; full: boolean }>();

class Device {
  #seq = 0;
  #epoch = '';
  #announced = 0;
  #waits = false;
  /** Resolves when the device was told of the present head. */
  readonly ready: Promise<void>;

  constructor() {
    this.ready = new Promise((resolve) => {
      const request = get(`${origin}/api/sync/stream`, { agent: false }, (response) => {
        if (response.statusCode !== 200) throw new Error(`the stream answered ${response.statusCode}`);
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          const events = text.split('\n\n');
          text = events.pop()!;
          for (const event of events) {
            const found = /^data: (.*)$/m.exec(event)?.[1];
            if (found) this.#hear(JSON.parse(found));
          }
          resolve();
        });
        response.on('close', () => fail('a stream ended'));
      });
      request.on('error', fail);
    });
  }

  #hear({ epoch, head }: { epoch: string; head: number }): void {
    if (this.#seq === 0) {
      [this.#epoch, this.#seq] = [epoch, head];
      return;
    }
    momentsOf(head).heard.push(now());
    this.#announced = head;
    if (this.#waits) return;
    this.#waits = true;
    setTimeout(() => {
      this.#waits = false;
      this.#pull().catch(fail);
    }, Math.random() * LONGEST_WAIT_MS);
  }

  async #pull(): Promise<void> {
    const { head, after } = { head: this.#announced, after: this.#seq };
    const [summaries, inventories] = await Promise.all([
      pulled('languages', this.#epoch, after),
      pulled('inventories', this.#epoch, after),
    ]);
    this.#seq = Math.max(summaries, inventories);
    if (this.#seq < head) fail(`told of ${head}, a device was given ${this.#seq}`);
    const moments = momentsOf(head);
    if (moments.had.push(now()) < DEVICES) return;
    process.stdout.write(`${JSON.stringify({ head, ...moments })}\n`);
    heads.delete(head);
  }
}

/** The seq that all pages after a checkpoint lead to. */
async function pulled(collection: string, epoch: string, from: number): Promise<number> {
  for (let after = from; ; ) {
    const address = `/api/sync/pull?epoch=${epoch}&collection=${collection}&after=${after}&limit=${LIMIT}`;
    const bytes = await bytesOf(address);
    let page = read.get(address);
    if (!page?.bytes.equals(bytes)) {
      const text = (bytes[0] === 0x7b ? bytes : brotliDecompressSync(bytes)).toString();
      const { documents, checkpoint } = JSON.parse(text) as { documents: unknown[]; checkpoint: { seq: number } };
      page = { bytes, seq: checkpoint.seq, full: documents.length === LIMIT };
      read.set(address, page);
    }
    after = page.seq;
    if (!page.full) return after;
  }
}

function bytesOf(address: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(`${origin}${address}`, { agent, headers: { 'accept-encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        response.statusCode === 200 ? resolve(Buffer.concat(chunks)) : reject(new Error(`${response.statusCode}`)),
      );
    }).on('error', reject);
  });
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}

await Promise.all(Array.from({ length: DEVICES }, () => new Device().ready));
process.stdout.write('ready\n');
