// Sound files for tests: sines and hostile headers in the formats that a few lines can write.
import { sine } from './synthetic.ts';

export type WavShape = {
  /** Hz. */
  rate?: number;
  channels?: number;
  /** Bits a sample: 16 whole numbers, or 32 floats. */
  bits?: 16 | 32;
  /** What the heading says instead of the truth. */
  claims?: { channels?: number; rate?: number; bytes?: number };
};

/** A RIFF/WAVE file of mono PCM, the same in every channel. */
export function wavOf(pcm: Float32Array, shape: WavShape = {}): Uint8Array<ArrayBuffer> {
  const { rate = 44_100, channels = 1, bits = 16, claims = {} } = shape;
  const frame = (channels * bits) / 8;
  const size = pcm.length * frame;
  const bytes = new Uint8Array(44 + size);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string) => bytes.set(Buffer.from(letters, 'latin1'), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + size, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, bits === 32 ? 3 : 1, true);
  view.setUint16(22, claims.channels ?? channels, true);
  view.setUint32(24, claims.rate ?? rate, true);
  view.setUint32(28, rate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, bits, true);
  text(36, 'data');
  view.setUint32(40, claims.bytes ?? size, true);
  for (let at = 0; at < pcm.length; at++) {
    for (let channel = 0; channel < channels; channel++) {
      const place = 44 + at * frame + (channel * bits) / 8;
      const sample = pcm[at]!;
      if (bits === 32) view.setFloat32(place, sample, true);
      else view.setInt16(place, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_767))), true);
    }
  }
  return bytes;
}

/** Half a second of a tone between two silences, as somebody would record it. */
export function spokenSound(hz = 440, rate = 44_100, amplitude = 0.2): Float32Array {
  const silence = Math.round(0.3 * rate);
  const sound = sine(hz, amplitude, 500, rate);
  const pcm = new Float32Array(2 * silence + sound.length);
  pcm.set(sound, silence);
  return pcm;
}

/** A FLAC file of frames that hold one constant each: `minutes` of silence in a few kilobytes an hour. */
export function longFlac(minutes: number): Uint8Array<ArrayBuffer> {
  const block = 65_535;
  const rate = 8_000;
  const frames = Math.ceil((minutes * 60 * rate) / block);
  const silence = Buffer.from([0x00, 0x00, 0x00]);
  const parts = Array.from({ length: frames }, (_, nth) => flacFrame(nth, block, rate, silence));
  return new Uint8Array(Buffer.concat([flacHeading(frames * block, block, rate), ...parts]));
}

/** A FLAC file of mono PCM at 44.1 kHz in 16 bits, its samples as they are. */
export function flacOf(pcm: Float32Array): Uint8Array<ArrayBuffer> {
  const block = 4096;
  const rate = 44_100;
  const parts: Buffer[] = [];
  for (let from = 0; from < pcm.length; from += block) {
    const samples = pcm.subarray(from, from + block);
    const verbatim = Buffer.alloc(1 + 2 * samples.length);
    verbatim.writeUInt8(0x02, 0);
    for (const [at, sample] of samples.entries()) verbatim.writeInt16BE(Math.round(sample * 32_767), 1 + 2 * at);
    parts.push(flacFrame(parts.length, samples.length, rate, verbatim));
  }
  return new Uint8Array(Buffer.concat([flacHeading(pcm.length, block, rate), ...parts]));
}

function flacHeading(samples: number, block: number, rate: number): Buffer {
  const heading = Buffer.alloc(42);
  heading.write('fLaC', 'latin1');
  heading.writeUInt8(0x80, 4);
  heading.writeUInt8(34, 7);
  heading.writeUInt16BE(block, 8);
  heading.writeUInt16BE(block, 10);
  // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples.
  heading.writeUInt32BE(((rate << 12) | (15 << 4) | Math.floor(samples / 2 ** 32)) >>> 0, 18);
  heading.writeUInt32BE(samples % 2 ** 32, 22);
  return heading;
}

/** Codes of the rates that tests use; encoders write the rate into every frame, and decoders have come to need it. */
const flacRates: Readonly<Record<number, number>> = { 8000: 4, 44100: 9 };

/** Length in 16 bits, mono, 16 bits, one subframe. */
function flacFrame(nth: number, length: number, rate: number, subframe: Buffer): Buffer {
  const head = Buffer.concat([
    Buffer.from([0xff, 0xf8, 0x70 | flacRates[rate]!, 0x08]),
    // A frame's number is written as UTF-8 writes a letter's.
    Buffer.from(String.fromCodePoint(nth), 'utf8'),
    Buffer.from([(length - 1) >> 8, (length - 1) & 0xff]),
  ]);
  const body = Buffer.concat([head, Buffer.from([crc8(head)]), subframe]);
  const check = crc16(body);
  return Buffer.concat([body, Buffer.from([check >> 8, check & 0xff])]);
}

/** An Ogg Opus file of silence, by RFC 7845: five seconds a page of packets of 20 ms. */
export function silentOpus(seconds: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1');
  const tags = Buffer.from('OpusTags\x04\0\0\0test\0\0\0\0', 'latin1');
  const pages = [oggPage(0, 2, 0, [head]), oggPage(1, 0, 0, [tags])];
  const packets = Math.round(seconds * 50);
  for (let from = 0; from < packets; from += 250) {
    const here = Math.min(250, packets - from);
    const isLast = from + here === packets;
    const silence = Array.from({ length: here }, () => Buffer.from([0xf8, 0xff, 0xfe]));
    pages.push(oggPage(pages.length, isLast ? 4 : 0, (from + here) * 960, silence));
  }
  return new Uint8Array(Buffer.concat(pages));
}

/** @param flags 2 where a stream begins, 4 where it ends */
export function oggPage(nth: number, flags: number, granule: number, packets: readonly Buffer[], serial = 7): Buffer {
  const head = Buffer.alloc(27 + packets.length);
  head.write('OggS', 'latin1');
  head.writeUInt8(flags, 5);
  head.writeBigUInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(nth, 18);
  head.writeUInt8(packets.length, 26);
  for (const [at, packet] of packets.entries()) head.writeUInt8(packet.length, 27 + at);
  return checkedPage(Buffer.concat([head, ...packets]));
}

/** The page with the check sum that its bytes now have. */
export function checkedPage(page: Buffer): Buffer {
  page.writeUInt32LE(0, 22);
  page.writeUInt32LE(crc32(page), 22);
  return page;
}

const crc32 = (bytes: Uint8Array): number => crc(bytes, 32, 0x04c11db7) >>> 0;
const crc8 = (bytes: Uint8Array): number => crc(bytes, 8, 0x07);
const crc16 = (bytes: Uint8Array): number => crc(bytes, 16, 0x8005);

function crc(bytes: Uint8Array, width: 8 | 16 | 32, polynomial: number): number {
  const top = 1 << (width - 1);
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) value = (value & top ? (value << 1) ^ polynomial : value << 1) & mask;
  }
  return value;
}
