// What the import command understands: its words, and what it says where it is called wrongly.
import { parseArgs } from 'node:util';
import type { ImportFormat } from '@phonochart/imports/read-import.ts';
import { importFormats } from '@phonochart/imports/read-import.ts';
import { type SpeakerType, speakerTypes } from '@phonochart/imports/recordings.ts';

export const usage = `npm run import -- FORMAT PATH [options]
  FORMAT        cldf (a folder), phoible (phoible.csv), grid (JSON), csv (a spreadsheet), recordings (a folder with a
                manifest.csv); packages/imports/README.md describes each
  --dry-run     read and report, write nothing
  --code        cldf, phoible, grid: only this inventory (may be repeated); csv: the code of the language
  --language    recordings: the code of the language that they are of
  --name        csv, grid: the name of the language
  --variety     csv, grid: the dialect, or whose inventory it is, as lists show it
  --iso         csv, grid: ISO 639-3 code, and
  --glottocode  csv, grid: by which lists put inventories of one language side by side
  --licence     csv, grid, phoible, recordings: the licence where the files do not state it
  --speaker     recordings: who speaks, where the manifest does not say it
  --source-type recordings, grid: native (a speaker of the language) or human (anybody else; taken where nothing is said)
  --attribution recordings: how to name the makers, where the manifest does not
  --report      write the whole report to this file, as JSON
npm run import -- rename CODE NEW-CODE
  gives an imported language another code, with its edits and clips`;

/** A call that cannot be meant. */
export class WrongCall extends Error {}

export type ImportCall =
  | ({ action: 'import'; format: ImportFormat; path: string; codes: string[] } & Named & Common)
  | ({ action: 'recordings'; path: string; language: string; speaker?: string; attribution?: string } & Common)
  | { action: 'rename'; from: string; to: string }
  | { action: 'help' };

type Named = { name?: string; variety?: string; iso?: string; glottocode?: string };
type Common = { dryRun: boolean; licence?: string; speakerType?: SpeakerType; report?: string };

const options = {
  'dry-run': { type: 'boolean', default: false },
  code: { type: 'string', multiple: true, default: [] as string[] },
  language: { type: 'string' },
  name: { type: 'string' },
  variety: { type: 'string' },
  iso: { type: 'string' },
  glottocode: { type: 'string' },
  licence: { type: 'string' },
  speaker: { type: 'string' },
  'source-type': { type: 'string' },
  attribution: { type: 'string' },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Throws WrongCall. */
export function readCall(args: readonly string[]): ImportCall {
  const { values, positionals } = parsed(args);
  const [format, path, more, ...rest] = positionals;
  if (values.help) return { action: 'help' };
  if (format === 'rename' && path !== undefined && more !== undefined && rest.length === 0) {
    return { action: 'rename', from: path, to: more };
  }
  if (path === undefined || more !== undefined) throw new WrongCall('a format and one path are needed');
  const speakerType = values['source-type'];
  if (speakerType !== undefined && !speakerTypes.includes(speakerType as SpeakerType)) {
    throw new WrongCall(`--source-type is ${speakerTypes.join(' or ')}`);
  }
  const common = {
    dryRun: values['dry-run'],
    ...stated({ licence: values.licence, report: values.report, speakerType: speakerType as SpeakerType | undefined }),
  };
  if (format === 'recordings') {
    const language = values.language ?? values.code[0];
    if (language === undefined) throw new WrongCall('--language says which language the recordings are of');
    const { speaker, attribution } = values;
    return { action: 'recordings', path, language, ...stated({ speaker, attribution }), ...common };
  }
  if (!importFormats.includes(format as ImportFormat)) throw new WrongCall(`"${format}" is no format`);
  const codes = [...values.code, ...(values.language === undefined ? [] : [values.language])];
  const { name, variety, iso, glottocode } = values;
  if (iso !== undefined && !/^[a-z]{3}$/.test(iso)) throw new WrongCall('--iso is three letters: eng');
  if (glottocode !== undefined && !/^[a-z0-9]{4}[0-9]{4}$/.test(glottocode)) {
    throw new WrongCall('--glottocode is four letters and four digits: stan1293');
  }
  const named = stated({ name, variety, iso, glottocode });
  return { action: 'import', format: format as ImportFormat, path, codes, ...named, ...common };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      throw new WrongCall(error.message);
    }
    throw error;
  }
}

/** Only what was given: an option that is absent must not stand there as undefined. */
const stated = <Given extends Record<string, unknown>>(given: Given) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Given]?: Exclude<Given[Key], undefined>;
  };
