// The clips of a pack by their addresses, and their size.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { clipUrl } from '../player/device-clips.ts';
import type { PackClip } from '../sw/messages.ts';

type File = Pick<AudioSource, 'file' | 'sha256' | 'bytes'>;

export const packClip = (code: string, { file, sha256, bytes }: File): PackClip => ({
  url: clipUrl(code, file),
  sha256,
  bytes,
});

export const clipsOf = ({ id, audio }: Pick<Inventory, 'id' | 'audio'>): PackClip[] =>
  audio.map((source) => packClip(id, source));

export const bytesOf = (clips: readonly PackClip[]): number => clips.reduce((sum, { bytes }) => sum + bytes, 0);
