// Reads the manifest of a folder of recordings: which file says which symbol or word, who speaks, under which licence.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { symbolTrouble, words } from './cell-text.ts';
import { slug } from './code.ts';
import { type CsvRow, readCsv } from './csv-rows.ts';
import { fileBeside } from './import-file.ts';
import { mostRecordings } from './import-limits.ts';
import { licenceName } from './licence-name.ts';
import { ImportError, ProblemList, refusal } from './problem.ts';

/** Who speaks: a speaker of the language, or somebody else (a phonetician saying an IPA symbol). */
export const speakerTypes = ['native', 'human'] as const;
export type SpeakerType = (typeof speakerTypes)[number];

export const frames = ['isolated', 'CV', 'VC', 'VCV', 'word'] as const;

/** What is known of a recording beside its sound. */
export type RecordingFacts = {
  speaker_type: SpeakerType;
  speaker?: string;
  licence: string;
  attribution: string;
  frame?: (typeof frames)[number];
  url?: string;
};

export type Recording = {
  row: number;
  /** As the manifest names it. */
  file: string;
  /** Absolute; undefined where there is no such file. */
  path: string | undefined;
  /** What it says: a word where one is given, else a symbol. */
  says: { symbol: string } | { word: string };
  facts: RecordingFacts;
};

export type RecordingsOptions = {
  /** For rows that do not say it themselves. */
  speaker?: string;
  speakerType?: SpeakerType;
  licence?: string;
  attribution?: string;
};

export type ReadRecordings = {
  /** `recordings:ipa-recordings`: by the folder's name. */
  source: string;
  recordings: Recording[];
};

/** Headings that mean the same. */
const aliases: Readonly<Record<string, string>> = {
  filename: 'file',
  license: 'licence',
  ipa: 'symbol',
  wikimedia_commons_title: 'commons_title',
};

/** `path` is the folder, or its manifest. Throws ImportError; a file that is not there is none. */
export async function readRecordings(path: string, options: RecordingsOptions = {}): Promise<ReadRecordings> {
  const manifest = manifestOf(path);
  const folder = dirname(manifest);
  const file = basename(manifest);
  const problems = new ProblemList();
  const recordings: Recording[] = [];
  for await (const line of readCsv(manifest, {
    required: ['file'],
    hash: createHash('sha256'),
    delimiter: 'any',
    named: (heading) => aliases[slug(heading).replaceAll('-', '_')] ?? slug(heading).replaceAll('-', '_'),
  })) {
    if (!line.has('symbol') && !line.has('word')) {
      throw refusal('column', file, 'a column "symbol" or "word" must say what each file is of', 1, 'symbol');
    }
    const recording = recordingOf(line, { file, folder, options, problems });
    if (recording) recordings.push(recording);
    if (recordings.length > mostRecordings) {
      throw refusal('too-large', file, `more than ${mostRecordings.toLocaleString('en')} recordings`, line.row);
    }
  }
  problems.throwIfAny();
  if (recordings.length === 0) throw refusal('nothing', file, 'no row names a file', 2, 'file');
  return { source: `recordings:${slug(basename(folder)).slice(0, 60) || 'folder'}`, recordings };
}

/** The only CSV file of a folder, or the one named manifest.csv. */
function manifestOf(path: string): string {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw refusal('unreadable', basename(path), 'there is no such folder');
  }
  if (!isFolder) return path;
  const tables = readdirSync(path).filter((name) => /\.csv$/i.test(name));
  const name =
    tables.find((each) => each.toLowerCase() === 'manifest.csv') ?? (tables.length === 1 ? tables[0] : undefined);
  if (name === undefined) throw refusal('unreadable', basename(path), 'the folder has no manifest.csv');
  return join(path, name);
}

type Place = { file: string; folder: string; options: RecordingsOptions; problems: ProblemList };

function recordingOf({ row, cell }: CsvRow, { file, folder, options, problems }: Place): Recording | undefined {
  const refuse = (column: string, message: string) => {
    problems.add({ code: 'cell', file, row, column, message });
  };
  const name = cell('file').trim();
  const word = words(cell('word')).normalize('NFC');
  const symbol = cell('symbol')
    .trim()
    .replace(/^[/[]\s*(.*?)\s*[/\]]$/su, '$1');
  if (name === '') {
    if (word !== '' || symbol !== '') refuse('file', 'the cell is empty, and the row is not');
    return undefined;
  }
  if (word === '' && symbol === '') refuse('symbol', `neither a symbol nor a word says what "${words(name)}" is of`);
  const trouble = symbolTrouble(symbol);
  if (trouble) refuse('symbol', trouble);
  return {
    row,
    file: words(name),
    path: pathOf(name, row, { file, folder, problems }),
    says: word === '' ? { symbol } : { word },
    facts: factsOf(cell, options, refuse),
  };
}

/** A path that climbs out is refused with its row; a file that is not there is the report's affair. */
function pathOf(name: string, row: number, { file, folder, problems }: Omit<Place, 'options'>): string | undefined {
  try {
    return fileBeside(folder, name, file, { literal: true });
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const [problem] = error.problems;
    if (problem?.code === 'outside') problems.add({ ...problem, row, column: 'file' });
    return undefined;
  }
}

function factsOf(
  cell: CsvRow['cell'],
  options: RecordingsOptions,
  refuse: (column: string, message: string) => void,
): RecordingFacts {
  const said = cell('source_type').trim().toLowerCase();
  const frame = cell('frame').trim();
  const speaker = words(cell('speaker') || (options.speaker ?? '')).slice(0, 200);
  const title = words(cell('commons_title')).replace(/^File:/i, '');
  const url = words(cell('url'));
  if (said !== '' && !speakerTypes.includes(said as SpeakerType)) {
    refuse('source_type', `"${words(said).slice(0, 40)}" is none of ${speakerTypes.join(', ')}`);
  }
  if (frame !== '' && !frames.includes(frame as (typeof frames)[number])) {
    refuse('frame', `"${words(frame).slice(0, 40)}" is none of ${frames.join(', ')}`);
  }
  const attribution =
    words(cell('attribution') || (options.attribution ?? '')) ||
    [speaker, title === '' ? `The file "${words(cell('file'))}"` : `Wikimedia Commons, File:${title}`]
      .filter(Boolean)
      .join('. ');
  return {
    speaker_type: said === '' ? (options.speakerType ?? 'human') : (said as SpeakerType),
    ...(speaker ? { speaker } : {}),
    licence: licenceName(words(cell('licence')) || options.licence),
    attribution: attribution.slice(0, 1000),
    ...(frame ? { frame: frame as (typeof frames)[number] } : {}),
    ...(/^https?:\/\/\S{1,400}$/.test(url) ? { url } : {}),
  };
}
