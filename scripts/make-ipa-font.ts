// Cuts the app's IPA font from the full Charis SIL: `node scripts/make-ipa-font.ts PATH/CharisSIL-Regular.ttf` (Debian: fonts-sil-charis).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// @ts-expect-error: the package brings no types
import subsetFont from 'subset-font';

const FAMILY = 'Phonochart IPA';
const target = fileURLToPath(new URL('../apps/web/public/fonts/', import.meta.url));

/** Letters, marks and signs that phonetic transcription uses; ranges of code points, both ends included. */
const ranges: [number, number][] = [
  [0x20, 0x7e],
  [0x0180, 0x0180], // ƀ and the old letters that sources still print: ƈ ƙ ƥ ƭ ƫ ƞ ƛ ƻ
  [0x0188, 0x0188],
  [0x0199, 0x019b],
  [0x019e, 0x019e],
  [0x01a5, 0x01a5],
  [0x01ab, 0x01ad],
  [0x01bb, 0x01bb],
  [0x01bf, 0x01c3],
  [0x0221, 0x0221],
  [0x0234, 0x0236],
  [0x0250, 0x02ff],
  [0x0300, 0x0362],
  [0x1d00, 0x1d0d], // small capitals, extIPA's included
  [0x1d16, 0x1d17],
  [0x1d1c, 0x1d1c],
  [0x1d2c, 0x1dbf], // superscripts: release, offglides, secondary articulation
  [0x1dc4, 0x1dca],
  [0x1dd7, 0x1dd7],
  [0x1df5, 0x1df5],
  [0x2070, 0x209c],
  [0x2190, 0x2199],
  [0x2c71, 0x2c71],
  [0x2c78, 0x2c7d],
  [0xa700, 0xa721],
  [0xa727, 0xa727],
  [0xa72c, 0xa72d],
  [0xa78e, 0xa78e],
  [0xa7af, 0xa7af], // extIPA's upper pharyngeal plosive
  [0xa7f8, 0xa7f9],
  [0xab5b, 0xab67],
  [0x10780, 0x107ba],
  [0x1df00, 0x1df1e],
];
const single = '¡«·»×æçðøħœŋβθλσχωπ‐–—‖‗‘’“”…‿⁀⁅⁆→∅√◌⟨⟩ꜜꜛ↗↘⸢⸣';

/** Features that shape transcription. Left out: stylistic sets, character variants and small capitals, whose alternates nobody asks for. */
const features = ['ccmp', 'calt', 'clig', 'liga', 'rlig', 'rclt', 'locl', 'mark', 'mkmk', 'kern'];

const [source] = process.argv.slice(2);
if (!source) throw new Error('which font? node scripts/make-ipa-font.ts PATH/CharisSIL-Regular.ttf');
const original = readFileSync(source);

const letters = new Set(single);
for (const [first, last] of ranges) for (let at = first; at <= last; at++) letters.add(String.fromCodePoint(at));
for (const composed of composedLetters([...letters])) letters.add(composed);

const cut: Buffer = await subsetFont(original, [...letters].join(''), {
  targetFormat: 'sfnt',
  keepFeatures: features,
  noHinting: true,
  preserveNameIds: [0, 1, 2, 3, 4, 5, 6, 13, 14],
  dropTables: ['Silf', 'Silt', 'Glat', 'Gloc', 'Feat', 'Sill', 'DSIG'],
});
const named = rename(cut);
// A second, empty cut only turns the renamed file into WOFF2; it must not drop the names that were just written.
const woff2: Buffer = await subsetFont(named, undefined, {
  targetFormat: 'woff2',
  keepAllGlyphs: true,
  preserveNameIds: [0, 1, 2, 3, 4, 5, 6, 13, 14],
});
writeFileSync(join(target, 'phonochart-ipa.woff2'), woff2);
const left = reservedNames(named);
if (left.length > 0) throw new Error(`reserved names left in the name table: ${left.join('; ')}`);
console.log(`${letters.size} characters asked for, ${woff2.length} bytes written`);

/** Precomposed letters (ã, ě) that NFC makes of the letters and marks above. */
function composedLetters(all: string[]): string[] {
  const marks = all.filter((letter) => /^\p{M}$/u.test(letter));
  const bases = all.filter((letter) => /^\p{Ll}$/u.test(letter));
  const once = bases.flatMap((base) => marks.map((mark) => (base + mark).normalize('NFC')));
  const pairs = once.filter((text) => [...text].length === 1);
  const twice = pairs.flatMap((base) => marks.map((mark) => (base + mark).normalize('NFC')));
  return [...pairs, ...twice.filter((text) => [...text].length === 1)];
}

/**
 * The OFL reserves the names "Charis" and "SIL": a cut font must bear another. Family, full, unique and PostScript names
 * are ours; copyright, version and licence stay as they were, as the licence asks.
 */
function rename(font: Buffer): Buffer {
  const ours: Record<number, string> = {
    1: FAMILY,
    2: 'Regular',
    3: `${FAMILY} Regular; a subset`,
    4: FAMILY,
    6: 'PhonochartIPA-Regular',
  };
  const kept = nameRecords(font).filter(({ platform, id }) => platform === 3 && [0, 5, 13, 14].includes(id));
  const records = [...kept, ...Object.entries(ours).map(([id, text]) => ({ platform: 3, id: Number(id), text }))].sort(
    (a, b) => a.id - b.id,
  );
  const strings = records.map(({ text }) => Buffer.from(text, 'utf16le').swap16());
  const head = Buffer.alloc(6 + 12 * records.length);
  head.writeUInt16BE(records.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  records.forEach(({ platform, id }, at) => {
    const length = strings[at]!.length;
    [platform, 1, 0x409, id, length, offset].forEach((value, field) => {
      head.writeUInt16BE(value, 6 + at * 12 + field * 2);
    });
    offset += length;
  });
  return withTable(font, 'name', Buffer.concat([head, ...strings]));
}

type NameRecord = { platform: number; id: number; text: string };

/** Records of the name table: UTF-16 for platform 3, Latin-1 for the others. */
function nameRecords(font: Buffer): NameRecord[] {
  const { offset } = tables(font).find(({ tag }) => tag === 'name')!;
  const count = font.readUInt16BE(offset + 2);
  const strings = offset + font.readUInt16BE(offset + 4);
  return Array.from({ length: count }, (_, at) => {
    const field = (index: number) => font.readUInt16BE(offset + 6 + at * 12 + index * 2);
    const bytes = font.subarray(strings + field(5), strings + field(5) + field(4));
    const text = field(0) === 3 ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('latin1');
    return { platform: field(0), id: field(3), text };
  });
}

/** Names by which programs list and choose the font, where a reserved word is still in them. */
function reservedNames(font: Buffer): string[] {
  const chosenBy = nameRecords(font).filter(({ id }) => ![0, 5, 13, 14].includes(id));
  return chosenBy.filter(({ text }) => /charis|\bsil\b/i.test(text)).map(({ id, text }) => `${id} ${text}`);
}

function tables(font: Buffer): { tag: string; offset: number; length: number }[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, at) => {
    const record = 12 + at * 16;
    return {
      tag: font.toString('latin1', record, record + 4),
      offset: font.readUInt32BE(record + 8),
      length: font.readUInt32BE(record + 12),
    };
  });
}

/** The font with one table replaced; checksums and the directory are written anew. */
function withTable(font: Buffer, tag: string, content: Buffer): Buffer {
  const parts = tables(font).map((table) => ({
    tag: table.tag,
    bytes: table.tag === tag ? content : font.subarray(table.offset, table.offset + table.length),
  }));
  const directory = Buffer.alloc(12 + 16 * parts.length);
  font.copy(directory, 0, 0, 12);
  let offset = directory.length;
  const bodies = parts.map(({ tag: name, bytes }, at) => {
    const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
    const record = 12 + at * 16;
    directory.write(name, record, 'latin1');
    directory.writeUInt32BE(checksum(padded), record + 4);
    directory.writeUInt32BE(offset, record + 8);
    directory.writeUInt32BE(bytes.length, record + 12);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([directory, ...bodies]);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
