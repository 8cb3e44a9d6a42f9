// Resumable uploads by the tus protocol 1.0.0: for recordings on weak lines. A whole one ends among the originals.
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Locker, MemoryLocker, Server, TUS_RESUMABLE } from '@tus/server';
import { type KeptClips, sha256Of } from '../audio/kept-clips.ts';
import { type KeptUpload, keepUpload } from '../audio/originals.ts';
import type { Person } from './http/person.ts';
import { ProblemError, unknown } from './http/problem.ts';
import { ResumableStore } from './resumable-store.ts';
import { forUs, hearOut, problemOf, spoken, withoutOthers } from './tus-messages.ts';
import { notASound, wrongHash } from './upload-answer.ts';

const DAY_MS = 24 * 60 * 60_000;
/** ms that a request may go on writing once another one asks for the same upload: its line is dead most likely. */
const DRAIN_MS = 250;

export type ResumableOptions = {
  folder: string;
  kept: KeptClips;
  /** Bytes of a file. */
  mostBytes: number;
  /** How long an upload may take. */
  keepMs?: number;
  /** Keeps two requests from one upload; several servers need one that they share, such as one on Redis. */
  locker?: Locker;
  onTrouble: (error: unknown) => void;
};

type Opened = { store: ResumableStore; tus: Server };

export class ResumableUploads {
  readonly #options: Required<ResumableOptions>;
  readonly #asked = new WeakMap<Request, { person: Person; id: string | undefined; failure?: unknown }>();
  #opened: Opened | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ResumableOptions) {
    this.#options = { keepMs: DAY_MS, locker: new MemoryLocker(), ...options };
  }

  /**
   * Answers a request of the protocol. `id` as it stands in the address; where it names no upload of this person, it names
   * none. Throws ProblemError, StorageError.
   */
  async answer(request: Request, person: Person, id?: string): Promise<Response> {
    if (id !== undefined && !new RegExp(`^${ownerPart(person)}-[0-9a-f]{32}$`).test(id)) {
      throw unknown('unknown-upload', 'id', id);
    }
    if (request.headers.get('tus-resumable') !== TUS_RESUMABLE) {
      const detail = `send the header Tus-Resumable: ${TUS_RESUMABLE}`;
      throw new ProblemError('wrong-protocol', { detail, headers: spoken });
    }
    const settled = id !== undefined && request.method === 'HEAD' ? await this.#settleWhole(id) : undefined;
    const asked = { person, id, failure: undefined as unknown };
    const plain = withoutOthers(request);
    this.#asked.set(plain, asked);
    const answered = await this.#open().tus.handleWeb(plain);
    if (answered.status >= 400) {
      await hearOut(plain, this.#options.mostBytes);
      throw await problemOf(answered, asked.failure);
    }
    return forUs(answered, settled ? told(settled) : {});
  }

  /** What of the protocol is spoken here, for whoever asks with OPTIONS. */
  async describe(request: Request): Promise<Response> {
    return forUs(await this.#open().tus.handleWeb(withoutOthers(request)), {});
  }

  /** Removes what was not finished in time: now, and once a day. */
  async keepSwept(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.sweep(), DAY_MS).unref();
    await this.sweep();
  }

  /** Answers how many uploads were removed. */
  async sweep(): Promise<number> {
    try {
      return existsSync(this.#options.folder) ? await this.#open().store.deleteExpired() : 0;
    } catch (error) {
      this.#options.onTrouble(error);
      return 0;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** No folder is made before somebody asks for one. */
  #open(): Opened {
    if (this.#opened) return this.#opened;
    const { folder, mostBytes, keepMs, locker } = this.#options;
    const of = (request: unknown) => this.#asked.get(request as Request)!;
    const store = new ResumableStore(folder, keepMs);
    const tus = new Server({
      path: '/',
      datastore: store,
      locker,
      lockDrainTimeout: DRAIN_MS,
      maxSize: mostBytes,
      // Below the address that was asked, whatever the URL map calls it.
      generateUrl: (request, { id }) => `${new URL(request.url).pathname}/${id}`,
      // Whose pages may ask is said once, for the whole API.
      allowedOrigins: () => false,
      namingFunction: (request) => `${ownerPart(of(request).person)}-${randomBytes(16).toString('hex')}`,
      getFileIdFromRequest: (request) => of(request).id,
      onUploadFinish: async (_, { id }) => ({ headers: told(await this.#settle(id)) }),
      onResponseError: (request, error) => {
        of(request).failure = error;
        return undefined;
      },
    });
    this.#opened = { store, tus };
    return this.#opened;
  }

  /** A file whose last byte came, and whose server stopped before it lay among the originals, is not forgotten. */
  async #settleWhole(id: string): Promise<KeptUpload | undefined> {
    const upload = await this.#open()
      .store.getUpload(id)
      .catch(() => undefined);
    return upload && upload.offset === upload.size ? this.#settle(id) : undefined;
  }

  async #settle(id: string): Promise<KeptUpload> {
    const { store } = this.#open();
    const lock = this.#options.locker.newLock(id);
    await lock.lock(new AbortController().signal, () => {});
    try {
      const before = await store.settledAs(id);
      if (before) return before.settled;
      const { metadata } = await store.getUpload(id);
      const bytes = await store.bytesOf(id);
      const named = metadata?.sha256?.toLowerCase();
      const found = sha256Of(bytes);
      if (named !== undefined && named !== found) {
        await store.remove(id);
        throw wrongHash('Upload-Metadata sha256', named, found);
      }
      const kept = await keepUpload(this.#options.kept, bytes);
      if ('refused' in kept) {
        await store.remove(id);
        throw notASound(kept);
      }
      await store.settle(id, kept);
      return kept;
    } finally {
      await lock.unlock();
    }
  }
}

/** An upload's name begins with its account's, so that no other account can name it. */
const ownerPart = ({ id }: Person): string =>
  createHash('sha256').update(`uploads of ${id}`).digest('hex').slice(0, 16);

const told = ({ sha256 }: KeptUpload): Record<string, string> => ({ 'Upload-Sha256': sha256 });
