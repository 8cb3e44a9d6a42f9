// Reads charts as grids in JSON: `{ "english": { "consonants": [[cell, null, …]], "vowels": [[…]] } }`.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import { symbolTrouble, words } from './cell-text.ts';
import { asCode, slug } from './code.ts';
import { type DraftClip, type DraftInventory, type DraftSound, type DraftVariant, identifiers } from './draft.ts';
import { exampleOf } from './example-word.ts';
import { fileBeside, folderOf, readWhole } from './import-file.ts';
import { mostSounds } from './import-limits.ts';
import { type ReadImport, type ReadOptions, sourceOf } from './import-source.ts';
import { licenceName } from './licence-name.ts';
import { ImportError, ProblemList, refusal } from './problem.ts';

const Variant = z.object({
  symbol: z.string(),
  environment: z.string().nullish(),
  example: z.string().nullish(),
  description: z.string().nullish(),
  audio: z.string().nullish(),
});
const Cell = z.object({
  symbol: z.string(),
  ipa: z.string().nullish(),
  example: z.string().nullish(),
  description: z.string().nullish(),
  audio: z.string().nullish(),
  allophones: z.array(Variant).nullish(),
});
/** A cell may hold several sounds. */
const Rows = z.array(z.array(z.union([z.null(), Cell, z.array(Cell)])));
const Grids = z.record(z.string(), z.record(z.string(), Rows));

type Place = { column: string; problems: ProblemList; file: string; path: string };

/** Throws ImportError. Sounds keep the order of the grid, row by row; their letters say where they stand on a chart. */
export async function readGrid(path: string, options: ReadOptions = {}): Promise<ReadImport> {
  const file = basename(path);
  const hash = createHash('sha256');
  const grids = gridsOf(await readWhole(path, hash), file);
  const problems = new ProblemList();
  const drafts: DraftInventory[] = [];
  const isOnly = Object.keys(grids).length === 1;
  for (const [key, views] of Object.entries(grids)) {
    const code = asCode(slug(key));
    if (slug(key) === '') {
      problems.add({
        code: 'cell',
        file,
        column: key,
        message: 'the name has no letter from a to z to make a code of',
      });
      continue;
    }
    if (drafts.some(({ language }) => language.code === code)) {
      problems.add({ code: 'cell', file, column: key, message: `another language here has the code ${code}, too` });
    }
    const sounds = soundsOf(key, views, { problems, file, path });
    if (sounds.length > mostSounds) throw refusal('too-large', file, `more than ${mostSounds} sounds`, undefined, key);
    const name = words((isOnly && options.name) || key.slice(0, 1).toUpperCase() + key.slice(1));
    drafts.push({
      language: {
        code,
        name,
        autonym: name,
        variety: { en: (isOnly && words(options.variety ?? '')) || `Chart "${words(file)}"` },
        ...(isOnly ? identifiers(options.iso ?? '', options.glottocode ?? '') : {}),
        script: 'Latn',
        sources: [{ citation: `The chart "${words(file)}".`, used_for: 'inventory, example words' }],
        licence: licenceName(options.licence),
        contributors: [],
      },
      sounds,
      contrasts: [],
    });
  }
  problems.throwIfAny();
  const own = drafts.map(({ language }) => language.code);
  return sourceOf(
    'grid',
    hash,
    drafts.map((draft) => () => draft),
    own,
    { only: options.codes },
  );
}

function gridsOf(text: string, file: string): z.infer<typeof Grids> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = error instanceof Error ? / at position (\d+)/.exec(error.message)?.[1] : undefined;
    const row = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length;
    throw refusal('damaged', file, 'it is not valid JSON: is it cut off?', row);
  }
  const parsed = Grids.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ImportError(
    parsed.error.issues
      .slice(0, 50)
      .map(({ path, message }) => ({ code: 'cell', file, column: pathText(path) || '(the whole)', message })),
  );
}

const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');

function soundsOf(
  key: string,
  views: Record<string, z.infer<typeof Rows>>,
  place: Omit<Place, 'column'>,
): DraftSound[] {
  return Object.entries(views).flatMap(([view, rows]) =>
    rows.flatMap((row, r) =>
      row.flatMap((cell, c) =>
        [cell ?? []]
          .flat()
          .flatMap((sound) => soundOf(sound, view, { ...place, column: `${key}.${view}[${r}][${c}]` })),
      ),
    ),
  );
}

function soundOf(cell: z.infer<typeof Cell>, view: string, place: Place): DraftSound[] {
  const { column, problems, file } = place;
  const shown = cell.symbol.trim();
  const symbol = (cell.ipa ?? '').trim() || shown;
  const variants = (cell.allophones ?? []).map((variant, index) =>
    variantOf(variant, { ...place, column: `${column}.allophones[${index}]` }),
  );
  for (const text of new Set([symbol, shown, ...variants.map((variant) => variant.symbol)])) {
    const message = text === '' ? 'the symbol is empty' : symbolTrouble(text);
    if (message) problems.add({ code: 'cell', file, column, message });
  }
  const example = exampleOf(cell.example ?? '');
  return [
    {
      symbol,
      ...(/^tones?$/i.test(view) ? { kind: 'tone' as const } : {}),
      ...(shown.normalize('NFC') === symbol.normalize('NFC') ? {} : { inSource: words(shown) }),
      status: 'core',
      ...(words(cell.description ?? '') ? { description: words(cell.description ?? '') } : {}),
      variants,
      words: example ? [example] : [],
      ...audioOf(cell.audio, place),
      column,
    },
  ];
}

function variantOf(variant: z.infer<typeof Variant>, place: Place): DraftVariant {
  const { symbol, environment, example, description, audio } = variant;
  const word = exampleOf(example ?? '');
  return {
    symbol: symbol.trim(),
    ...(words(environment ?? '') ? { environment: { en: words(environment ?? '') } } : {}),
    ...(words(description ?? '') ? { description: words(description ?? '') } : {}),
    ...(word ? { example: word } : {}),
    ...audioOf(audio, place),
  };
}

/** A clip must lie beside the JSON; one that is not there is the report's affair. */
function audioOf(audio: string | null | undefined, { column, problems, file, path }: Place): { audio?: DraftClip } {
  if (!audio) return {};
  const clip = { file: words(audio), column: `${column}.audio` };
  try {
    return { audio: { ...clip, path: fileBeside(folderOf(path), audio, file, { literal: true }) } };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const [problem] = error.problems;
    if (problem?.code === 'outside') problems.add({ ...problem, column: clip.column });
    return { audio: { ...clip, path: undefined } };
  }
}
