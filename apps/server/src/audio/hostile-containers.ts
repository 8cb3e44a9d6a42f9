// Containers that lie about what is in them: tables without end, boxes in boxes, streams by the thousand. For tests only.
import { readFileSync } from 'node:fs';
import { checkedPage, oggPage } from './example-sounds.ts';

const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));

/** Big-endian numbers of four bytes. */
function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32BE(number >>> 0, at * 4);
  return bytes;
}

function box(type: string, ...parts: Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([words(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

const MOST = 0xffff_ffff;

const fixture = (file: string): Buffer => readFileSync(new URL(`./fixtures/${file}`, import.meta.url));

/** A real file in which a box says something else: `numbers` lie `place` words into the body of its first `type`. */
function changed(type: string, place: number, numbers: readonly number[], file = 'aac.m4a'): Uint8Array<ArrayBuffer> {
  const bytes = fixture(file);
  bytes.set(words(...numbers), bytes.indexOf(type, 0, 'latin1') + 4 + 4 * place);
  return new Uint8Array(bytes);
}

/** A real file whose `moov`, which is its last box, is another. */
function withMoov(make: (parts: { mvhd: Buffer; trak: Buffer }) => readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = fixture('aac.m4a');
  const named = (type: string) => {
    const at = bytes.indexOf(type, 0, 'latin1') - 4;
    return bytes.subarray(at, at + bytes.readUInt32BE(at));
  };
  const rest = bytes.subarray(0, bytes.indexOf('moov', 0, 'latin1') - 4);
  return joined(rest, box('moov', ...make({ mvhd: named('mvhd'), trak: named('trak') })));
}

const ftyp = box('ftyp', Buffer.from('M4A \0\0\0\0'));
const open = (type: string): Buffer => Buffer.concat([words(0), Buffer.from(type)]);

/** By what is wrong with them. Real files but for that, so that decoders come as far as to believe it. */
export const forgedM4as: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'four billion sizes of samples': () => changed('stsz', 2, [MOST - 15]),
  'four billion samples of one size': () => changed('stsz', 1, [1, MOST]),
  'samples of four billion bytes': () => changed('stsz', 1, [MOST]),
  'four billion lengths': () => changed('stts', 1, [MOST]),
  'four billion samples of one length': () => changed('stts', 1, [1, MOST, 1024]),
  'four billion chunks': () => changed('stco', 1, [MOST]),
  'chunks far behind the end': () => changed('stco', 2, [MOST]),
  'four billion samples a chunk': () => changed('stsc', 2, [1, MOST, 1]),
  'four billion samples in a fragment': () => changed('trun', 1, [MOST], 'aac-fragmented.m4a'),
  'no sample description': () => changed('stsd', 1, [0]),
  'four billion sample descriptions': () => changed('stsd', 1, [MOST]),
  'a box without a size around all of it': () => joined(ftyp, open('moov'), open('trak'), open('mdia')),
  'a box of 2^63 bytes': () => joined(ftyp, words(1), Buffer.from('moov'), words(0x8000_0000, 0)),
  'a box shorter than its heading': () => joined(ftyp, words(4), Buffer.from('moov')),
  'boxes in boxes, ten thousand deep': () =>
    withMoov(({ mvhd, trak }) => {
      const deep: Buffer[] = [];
      for (let left = 10_000; left > 0; left--) deep.push(words(left * 8), Buffer.from(left % 2 ? 'trak' : 'mdia'));
      return [mvhd, Buffer.concat(deep), trak];
    }),
  'two sound tracks': () => withMoov(({ mvhd, trak }) => [mvhd, trak, trak]),
  'no sound track': () => withMoov(({ mvhd }) => [mvhd]),
};

/** An element of EBML; `size` where it is to say something else than the truth. */
function element(id: string, body: Uint8Array, size?: Buffer): Buffer {
  const true_ = Buffer.alloc(8);
  true_.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(id, 'hex'), size ?? true_, body]);
}

const OPEN = Buffer.from('01ffffffffffffff', 'hex');
const ebml = element('1a45dfa3', element('4282', Buffer.from('webm')));
const webm = (...parts: Uint8Array[]) => joined(ebml, element('18538067', Buffer.concat(parts), OPEN));

/** A real file in which what begins with `from` (hexadecimal) reads `to` instead. */
function altered(from: string, to: string): Uint8Array<ArrayBuffer> {
  const bytes = fixture('opus-live.webm');
  bytes.set(Buffer.from(to, 'hex'), bytes.indexOf(Buffer.from(from, 'hex')));
  return new Uint8Array(bytes);
}

export const forgedWebms: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'elements without an end, in one another': () =>
    webm(element('1654ae6b', element('ae', Buffer.alloc(9), OPEN), OPEN)),
  'elements in elements, a thousand deep': () => {
    let deep: Buffer = Buffer.alloc(1);
    for (let level = 0; level < 1000; level++) deep = element('ae', deep);
    return webm(element('1654ae6b', deep));
  },
  'a cluster longer than the file': () => altered('1f43b6754a', '1f43b67560'),
  'no channel': () => altered('9f8101', '9f8100'),
  '255 channels': () => altered('9f8101', '9f81ff'),
  'no heading of its codec': () => altered('63a2', 'ec92'),
  'tracks and no sound': () => {
    const bytes = fixture('opus-live.webm');
    return new Uint8Array(bytes.subarray(0, bytes.indexOf(Buffer.from('1f43b675', 'hex'))));
  },
};

const opusHead = (channels: number, skipped = 0): Buffer =>
  Buffer.concat([
    Buffer.from('OpusHead\x01', 'latin1'),
    Buffer.from([channels, skipped & 0xff, skipped >> 8]),
    Buffer.from('\x80\xbb\0\0\0\0\0', 'latin1'),
  ]);
const opusTags = Buffer.from('OpusTags\x04\0\0\0test\0\0\0\0', 'latin1');
const quiet = Buffer.from([0xf8, 0xff, 0xfe]);
const opus = (head: Buffer): Uint8Array<ArrayBuffer> =>
  joined(oggPage(0, 2, 0, [head]), oggPage(1, 0, 0, [opusTags]), oggPage(2, 4, 960, [quiet]));

export const forgedOggs: Readonly<Record<string, () => Uint8Array<ArrayBuffer>>> = {
  'a thousand streams': () =>
    joined(
      ...Array.from({ length: 1000 }, (_, nth) => oggPage(0, 2, 0, [opusHead(1)], nth + 1)),
      oggPage(1, 4, 960, [quiet], 1),
    ),
  'a wrong check sum': () => {
    const bytes = opus(opusHead(1));
    bytes[22]! ^= 0xff;
    return bytes;
  },
  '255 channels': () => opus(opusHead(255)),
  'no channel': () => opus(opusHead(0)),
  'more to skip than there is': () => opus(opusHead(1, 65_535)),
  'an end 50 years after its beginning': () => {
    const end = oggPage(2, 4, 960, [quiet]);
    end.writeBigUInt64LE(48_000n * 1_576_800_000n, 6);
    return joined(oggPage(0, 2, 0, [opusHead(1)]), oggPage(1, 0, 0, [opusTags]), checkedPage(end));
  },
};
