// Tells the type of a sound file from its content, never from its name.

/** By the decoder that reads it. */
export type SoundType = 'wav' | 'flac' | 'mp3' | 'aac' | 'm4a' | 'opus' | 'vorbis' | 'webm';

/** MIME type, and the ending under which an original is kept. */
export const soundTypes: Readonly<Record<SoundType, { mime: string; ending: string }>> = {
  wav: { mime: 'audio/wav', ending: 'wav' },
  flac: { mime: 'audio/flac', ending: 'flac' },
  mp3: { mime: 'audio/mpeg', ending: 'mp3' },
  aac: { mime: 'audio/aac', ending: 'aac' },
  m4a: { mime: 'audio/mp4', ending: 'm4a' },
  opus: { mime: 'audio/ogg; codecs=opus', ending: 'opus' },
  vorbis: { mime: 'audio/ogg; codecs=vorbis', ending: 'ogg' },
  webm: { mime: 'audio/webm', ending: 'webm' },
};

const latin = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** Undefined where the content is of none of the types taken in. */
export function soundTypeOf(bytes: Uint8Array): SoundType | undefined {
  const [a = 0, b = 0] = bytes;
  if (latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WAVE') return 'wav';
  if (latin(bytes, 0, 4) === 'fLaC') return 'flac';
  if (latin(bytes, 0, 4) === 'OggS') return oggTypeOf(bytes);
  if (latin(bytes, 0, 4) === '\x1aE\xdf\xa3') return 'webm';
  if (latin(bytes, 4, 8) === 'ftyp') return 'm4a';
  if (latin(bytes, 0, 3) === 'ID3') return 'mp3';
  // Eleven bits of sync, then version and layer: layer 0 is AAC's own frame, 1 is MP3.
  if (a === 0xff && (b & 0xf6) === 0xf0) return 'aac';
  if (a === 0xff && (b & 0xe6) === 0xe2) return 'mp3';
  return undefined;
}

/** The first packet of the first page names the codec. */
function oggTypeOf(bytes: Uint8Array): SoundType | undefined {
  const packet = 27 + (bytes[26] ?? 0);
  if (latin(bytes, packet, packet + 8) === 'OpusHead') return 'opus';
  if (latin(bytes, packet, packet + 7) === '\x01vorbis') return 'vorbis';
  return undefined;
}
