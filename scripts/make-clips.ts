// `npm run clips [-- CODE …] [--table]`: says every sound and word of the curated languages with eSpeak NG and writes audio_files/CODE, with a manifest; prints what is covered and every refusal. With --table it makes nothing and prints what is covered as Markdown.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { ClipManifest, loadContent } from '@phonochart/content/load.ts';
import { askerOf, type Voiced } from '@phonochart/server/speech/asked-of.ts';
import { voiceTables } from '@phonochart/server/speech/espeak-voices/voice-tables.ts';
import { Speaker, type SpokenClip } from '@phonochart/server/speech/speak-task.ts';
import type { VoiceTable } from '@phonochart/server/speech/voice-table.ts';

const audioFiles = fileURLToPath(new URL('../audio_files', import.meta.url));
const { values: wanted, positionals: chosen } = parseArgs({
  allowPositionals: true,
  options: { table: { type: 'boolean', default: false } },
});
const tables = voiceTables.filter(({ language }) => chosen.length === 0 || chosen.includes(language));

type Refused = { voiced: Voiced; why: string };

const speaker = new Speaker();
const contents = loadContent();
const summary: Record<string, Record<string, string>> = {};
for (const table of tables) {
  const inventory = contents.find(({ id }) => id === table.language);
  if (!inventory) {
    console.log(`${table.language}: no such language in the content`);
    continue;
  }
  if (wanted.table) {
    const kept = [...manifestOf(join(audioFiles, table.language)).values()];
    const { phonemes, realisations, words, clips, size } = coverage(inventory, kept);
    console.log(
      `| ${table.language} | \`${table.voice}\` | ${phonemes} | ${realisations} | ${words} | ${clips} | ${size} |`,
    );
    continue;
  }
  const { clips, refused } = await makeLanguage(inventory, table);
  for (const { voiced, why } of refused) console.log(`${table.language}  ${voiced.kind} ${voiced.label}: ${why}`);
  summary[table.language] = coverage(inventory, clips);
}
if (!wanted.table) console.table(summary);

async function makeLanguage(inventory: Inventory, table: VoiceTable) {
  const folder = join(audioFiles, table.language);
  mkdirSync(folder, { recursive: true });
  const before = manifestOf(folder);
  const clips: AudioSource[] = [];
  const refused: Refused[] = [];
  const files = new Map<string, Uint8Array>();
  for (const { voiced, request } of askerOf(inventory, table).all()) {
    if ('refused' in request) {
      refused.push({ voiced, why: request.refused });
      continue;
    }
    const made = await speaker.speak({ table: table.language, request });
    if ('refused' in made) {
      refused.push({ voiced, why: made.refused });
      continue;
    }
    const sha256 = createHash('sha256').update(made.mp3).digest('hex');
    const file = freeName(`${voiced.kind}-${voiced.slug}`, sha256, files);
    files.set(file, made.mp3);
    const source = {
      ...sourceOf(made, table),
      voices: voiced.id,
      voices_kind: voiced.kind,
      frame: request.frame,
      file,
      sha256,
    };
    clips.push(dated({ ...source, id: `${table.language}:audio:${file}` }, before));
  }
  write(folder, files, clips);
  return { clips, refused };
}

type Undated = Omit<AudioSource, 'created_at' | 'updated_at'>;

function sourceOf(
  { mp3, duration_ms, lead_in_ms, loudness, voice_id, licence, attribution, metadata }: SpokenClip,
  { bcp47 }: VoiceTable,
) {
  const measures = { mime: 'audio/mpeg', bytes: mp3.length, duration_ms, lead_in_ms, loudness } as const;
  const about = { source_type: 'tts', voice_id, language: bcp47, licence, attribution, metadata } as const;
  return { ...about, ...measures, preferred: false };
}

/** The dates of before where nothing else has changed, so that a second run writes the same manifest. */
function dated(clip: Undated, before: Map<string, AudioSource>): AudioSource {
  const now = new Date().toISOString();
  const known = before.get(clip.id);
  if (!known || known.sha256 !== clip.sha256) return { ...clip, created_at: now, updated_at: now };
  const { created_at, updated_at, ...rest } = known;
  return { ...clip, created_at, updated_at: canonical(rest) === canonical(clip) ? updated_at : now };
}

function canonical(record: object): string {
  return JSON.stringify(record, (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function manifestOf(folder: string): Map<string, AudioSource> {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path)) return new Map();
  return new Map(ClipManifest.parse(JSON.parse(readFileSync(path, 'utf8'))).clips.map((clip) => [clip.id, clip]));
}

/** NAME.HASH8.mp3; numbered where two sounds share both name and bytes. */
function freeName(name: string, sha256: string, taken: ReadonlyMap<string, Uint8Array>): string {
  const base = name.slice(0, 72);
  for (let nth = 1; ; nth++) {
    const file = `${base}${nth === 1 ? '' : `-${nth}`}.${sha256.slice(0, 8)}.mp3`;
    if (!taken.has(file)) return file;
  }
}

/** Writes what is new, takes away what is no more. */
function write(folder: string, files: ReadonlyMap<string, Uint8Array>, clips: AudioSource[]): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.mp3') && !files.has(name)) rmSync(join(folder, name));
  for (const [name, bytes] of files) if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(ClipManifest.parse({ clips }), null, 2)}\n`);
}

function coverage({ phonemes, realisations, words }: Inventory, clips: AudioSource[]): Record<string, string> {
  const voiced = new Set(clips.map(({ voices }) => voices));
  const share = (records: readonly { id: string }[]): string => {
    const count = records.filter(({ id }) => voiced.has(id)).length;
    return `${count} of ${records.length} (${records.length === 0 ? 0 : Math.round((100 * count) / records.length)}%)`;
  };
  const kilobytes = Math.round(clips.reduce((sum, { bytes }) => sum + bytes, 0) / 1024);
  return {
    phonemes: share(phonemes),
    realisations: share(realisations),
    words: share(words),
    clips: String(clips.length),
    size: `${kilobytes} KB, ${(kilobytes / Math.max(1, clips.length)).toFixed(1)} a clip`,
  };
}
