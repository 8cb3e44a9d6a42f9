// Clips as decoded sound: fetched, held against their hash, decoded, and the last few dozen kept warm.
import type { AudioSource } from '@phonochart/catalog/audio.ts';

/** `missing`: the server has no such file. `corrupt`: what came is not the clip. `unreachable`: nothing came. */
export type ClipFault = 'missing' | 'corrupt' | 'unreachable';

export class ClipError extends Error {
  readonly fault: ClipFault;
  constructor(fault: ClipFault, cause?: unknown) {
    super(`clip ${fault}`, { cause });
    this.fault = fault;
  }
}

export type ClipStore = {
  /** The decoded clip if it is warm. */
  decoded(source: AudioSource): AudioBuffer | undefined;
  /** Fetches and decodes. Throws ClipError; a corrupt clip is fetched afresh once, and the worker keeps that one instead. */
  load(source: AudioSource, url: string): Promise<AudioBuffer>;
};

/** Decoded clips kept, about a second of mono each. */
export const mostDecoded = 64;
/** The rate at which clips are decoded, in Hz: what most devices play at, so that nothing is converted while it sounds. */
const rate = 48_000;

export function createClipStore(): ClipStore {
  const warm = new Map<string, AudioBuffer>();
  const underWay = new Map<string, Promise<AudioBuffer>>();

  const touch = (id: string, buffer: AudioBuffer) => {
    warm.delete(id);
    warm.set(id, buffer);
    const oldest = warm.keys().next().value;
    if (warm.size > mostDecoded && oldest !== undefined) warm.delete(oldest);
  };

  const fetchAndDecode = async (source: AudioSource, url: string): Promise<AudioBuffer> => {
    try {
      return await decode(await verified(await fetchBytes(url, 'default'), source));
    } catch (error) {
      if (!(error instanceof ClipError) || error.fault !== 'corrupt') throw error;
      return decode(await verified(await fetchBytes(url, 'reload'), source));
    }
  };

  return {
    decoded(source) {
      const buffer = warm.get(source.id);
      if (buffer) touch(source.id, buffer);
      return buffer;
    },
    load(source, url) {
      const ready = warm.get(source.id);
      if (ready) return Promise.resolve(ready);
      const pending = underWay.get(source.id);
      if (pending) return pending;
      const loading = fetchAndDecode(source, url)
        .then((buffer) => {
          touch(source.id, buffer);
          return buffer;
        })
        .finally(() => underWay.delete(source.id));
      underWay.set(source.id, loading);
      return loading;
    },
  };
}

async function fetchBytes(url: string, cache: RequestCache): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(url, { cache });
    if (response.ok) return await response.arrayBuffer();
  } catch (cause) {
    throw new ClipError('unreachable', cause);
  }
  throw new ClipError(response.status === 404 || response.status === 410 ? 'missing' : 'unreachable');
}

/** Without a secure context there is no hash function: the length must do. */
async function verified(bytes: ArrayBuffer, source: AudioSource): Promise<ArrayBuffer> {
  if (bytes.byteLength !== source.bytes) throw new ClipError('corrupt');
  if (!globalThis.crypto?.subtle) return bytes;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== source.sha256) throw new ClipError('corrupt');
  return bytes;
}

/** An offline context decodes before the first gesture too, when a live one may not be made without a warning. */
async function decode(bytes: ArrayBuffer): Promise<AudioBuffer> {
  try {
    return await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  } catch (cause) {
    throw new ClipError('corrupt', cause);
  }
}
