// EventSource for a tab, over the simulated network.
import { Tab } from './device.ts';
import { currentProcess } from './virtual-time.ts';

type Heard = (event: { type: string; data?: string }) => void;
/** What browsers wait before they connect anew, and what the server's stream asks of them. */
const RETRY_MS = 3000;

export class SimulatedEventSource {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  readyState = 0;
  readonly #listeners: [string, Heard][] = [];
  #stop: () => void = () => {};
  #connections = 0;

  constructor() {
    this.#connect();
  }

  addEventListener(type: string, heard: Heard): void {
    this.#listeners.push([type, heard]);
  }

  close(): void {
    this.readyState = 2;
    this.#stop();
  }

  #connect(): void {
    const tab = currentProcess();
    if (!(tab instanceof Tab)) throw new Error('an EventSource belongs to a tab');
    const connection = ++this.#connections;
    // What is still on its way from a connection that has failed is not heard.
    const isOver = () => this.readyState === 2 || connection !== this.#connections;
    this.#stop = tab.network.listen(tab, {
      opened: () => {
        if (isOver()) return;
        this.readyState = 1;
        this.#tell('open');
      },
      heard: (data) => {
        if (!isOver() && this.readyState === 1) this.#tell('message', data);
      },
      failed: (final) => {
        if (isOver()) return;
        this.#connections += 1;
        this.readyState = final ? 2 : 0;
        this.#tell('error');
        if (!final) setTimeout(() => this.readyState === 0 && this.#connect(), RETRY_MS);
      },
    });
  }

  #tell(type: string, data?: string): void {
    for (const [of, heard] of [...this.#listeners])
      if (of === type) heard(data === undefined ? { type } : { type, data });
  }
}
