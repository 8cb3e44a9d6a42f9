// Uploads under way on the disk, as the tus server wants them: synced before they are acknowledged, and rid of in a day.
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, readdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { FileStore } from '@tus/file-store';
import { ERRORS, Upload } from '@tus/server';
import type { KeptUpload } from '../audio/originals.ts';
import { fullOr } from '../audio/storage-error.ts';

/** ID and ID.json, as the file store names them. */
const ours = /^([0-9a-f]{16}-[0-9a-f]{32})(\.json)?$/;

/** What stays of an upload whose file lies among the originals: enough to tell a client that missed the last answer. */
type Remembered = Upload & { settled?: KeptUpload };

export class ResumableStore extends FileStore {
  /** `keepMs`: how long an upload may take, from its first request on. */
  constructor(folder: string, keepMs: number) {
    // The file store makes its folder in its own time, and throws where nobody can catch.
    mkdirSync(folder, { recursive: true });
    super({ directory: folder, expirationPeriodInMilliseconds: keepMs });
  }

  override async create(upload: Upload): Promise<Upload> {
    try {
      return await super.create(upload);
    } catch (error) {
      await this.#forget(upload.id);
      throw fullOr(error, this.directory);
    }
  }

  /** As much as came is kept when a connection breaks; where there is no room, what was acknowledged before. */
  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const handle = await open(this.#path(id), 'r+').catch(() => {
      throw ERRORS.FILE_NOT_FOUND;
    });
    let at = offset;
    let failed: unknown;
    try {
      for await (const chunk of readable as AsyncIterable<Buffer>) {
        // Heard to its end all the same: few clients listen while they still send.
        if (failed === undefined) failed = await this.#append(handle, chunk, at);
        at += chunk.length;
      }
    } finally {
      if (failed === undefined) failed = await handle.sync().catch((error) => fullOr(error, this.directory));
      if (failed !== undefined) await handle.truncate(offset);
      await handle.close();
    }
    if (failed !== undefined) throw failed;
    return at;
  }

  /** Answers why there is no room for it, and undefined where there is. */
  async #append(handle: FileHandle, chunk: Buffer, at: number): Promise<unknown> {
    try {
      for (let done = 0; done < chunk.length; ) {
        done += (await handle.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
      }
      return undefined;
    } catch (error) {
      return fullOr(error, this.directory);
    }
  }

  override async getUpload(id: string): Promise<Upload> {
    const settled = await this.settledAs(id);
    if (!settled) return super.getUpload(id);
    const { record } = settled;
    return Object.assign(new Upload({ id, offset: 0 }), record, { offset: record.size ?? 0 });
  }

  /** The whole file of an upload that has arrived. Its size is bounded by what the server takes in. */
  async bytesOf(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const handle = await open(this.#path(id));
    try {
      return new Uint8Array(await handle.readFile());
    } finally {
      await handle.close();
    }
  }

  async settledAs(id: string): Promise<{ record: Upload; settled: KeptUpload } | undefined> {
    const record = (await this.configstore.get(id)) as Remembered | undefined;
    return record?.settled && { record, settled: record.settled };
  }

  /** The file lies elsewhere now. Throws nothing: what cannot be noted here is sent once more, and harms nobody. */
  async settle(id: string, settled: KeptUpload): Promise<void> {
    try {
      const record = { ...(await super.getUpload(id)), settled } as Remembered;
      await this.configstore.set(id, record);
      await truncate(this.#path(id), 0);
    } catch {
      await this.#forget(id);
    }
  }

  override async remove(id: string): Promise<void> {
    if (!(await this.configstore.get(id))) throw ERRORS.FILE_NOT_FOUND;
    await this.#forget(id);
  }

  /** Whatever began longer ago than an upload may take, halves of a pair too. Answers how many uploads. */
  override async deleteExpired(): Promise<number> {
    const gone = new Set<string>();
    for (const name of await readdir(this.directory)) {
      const [, id, record] = ours.exec(name) ?? [];
      if (id === undefined) continue;
      const began = await writtenAt(join(this.directory, record === undefined ? `${name}.json` : name));
      const last = began ?? (await writtenAt(join(this.directory, name)));
      if (last !== undefined && last < Date.now() - this.getExpiration()) gone.add(id);
    }
    for (const id of gone) await this.#forget(id);
    return gone.size;
  }

  #path(id: string): string {
    if (!ours.test(id)) throw ERRORS.FILE_NOT_FOUND;
    return join(this.directory, id);
  }

  async #forget(id: string): Promise<void> {
    await rm(this.#path(id), { force: true });
    await rm(`${this.#path(id)}.json`, { force: true });
  }
}

const writtenAt = async (path: string): Promise<number | undefined> =>
  (await stat(path).catch(() => undefined))?.mtimeMs;
