// The charts of a language: phonemes in their places, or phones with the phonemes that they realise.
import { createRoute, z } from '@hono/zod-openapi';
import { PhonemeKind, PhonemeStatus } from '@phonochart/catalog/phoneme.ts';
import { Placement } from '@phonochart/catalog/placement.ts';
import { Environment } from '@phonochart/catalog/realisation.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { chartsOf, type Grid } from '@phonochart/phonetics/chart.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import type { PlacedSound } from '@phonochart/phonetics/placed-sound.ts';
import { term } from '@phonochart/phonetics/terms.ts';
import { type Answers, json } from './http/answers.ts';
import { CodeParameter, jsonAnswers, LangQuery } from './http/declare.ts';
import type { Api } from './http/env.ts';
import type { Inventories } from './inventories.ts';
import { clipOf, descriptionOf, type IndexedInventory, wordsOf } from './sound-answer.ts';

type Deps = { inventories: Inventories; answers: Answers };

/** In the order in which they are answered; the first two are always there. */
const views = ['consonants', 'vowels', 'affricates', 'clicks', 'diphthongs', 'tones', 'other'] as const;

export const ChartSound = z
  .object({
    id: z.string(),
    of: z.enum(['phoneme', 'realisation']),
    symbol: z.string(),
    ipa: z.string(),
    kind: PhonemeKind,
    status: PhonemeStatus,
    phonemes: z.array(z.string()).meta({ description: 'The phonemes that it is, or realises' }),
    description: z.string(),
    example: z.string().nullable(),
    audio_file: z.string().nullable(),
    placement: Placement,
    environment: Environment.nullable().meta({ description: 'Where a realisation occurs; null for a phoneme' }),
    free_variation: z.boolean(),
  })
  .meta({ id: 'ChartSound' });

const Heading = z.object({ key: z.string(), label: z.string() }).meta({ id: 'Heading' });

export const ChartGrid = z
  .object({
    rows: z.array(Heading),
    columns: z.array(Heading),
    cells: z.array(z.array(z.array(ChartSound))).meta({ description: 'By row, then column; a cell is a list' }),
  })
  .meta({ id: 'Chart' });

export const Charts = z
  .object({
    code: z.string(),
    mode: z.enum(['phonemic', 'phonetic']),
    consonants: ChartGrid,
    vowels: ChartGrid,
    affricates: ChartGrid.optional(),
    clicks: ChartGrid.optional(),
    diphthongs: ChartGrid.optional(),
    tones: ChartGrid.optional(),
    other: ChartGrid.optional(),
  })
  .meta({ id: 'Charts' });

export function showCharts(
  api: Api,
  path: string,
  mode: 'phonemic' | 'phonetic',
  { inventories, answers }: Deps,
): void {
  const route = createRoute({
    method: 'get',
    path,
    summary:
      mode === 'phonemic' ? 'Charts of the phonemes' : 'Charts of the phones: every realisation in its own place',
    tags: ['charts'],
    request: { params: z.object({ code: CodeParameter }), query: z.object({ lang: LangQuery }) },
    responses: jsonAnswers(Charts, 'The charts that the language has'),
  });
  api.openapi(route, (c) => {
    const { code } = c.req.valid('param');
    const { lang } = c.req.valid('query');
    return answers.kept(c, 'head', async () => json(chartsAnswer(await inventories.get(code), mode, lang)));
  });
}

function chartsAnswer(
  indexed: IndexedInventory,
  mode: 'phonemic' | 'phonetic',
  lang: InterfaceLanguage,
): z.infer<typeof Charts> {
  const { inventory } = indexed;
  const charts = chartsOf(inventory, mode);
  const phonemes = new Map(inventory.phonemes.map((phoneme) => [phoneme.id, phoneme]));
  const realisations = new Map(inventory.realisations.map((realisation) => [realisation.id, realisation]));

  const soundAnswer = (sound: PlacedSound): z.infer<typeof ChartSound> => {
    const phoneme = sound.of === 'phoneme' ? phonemes.get(sound.id) : undefined;
    const realisation = sound.of === 'realisation' ? realisations.get(sound.id) : undefined;
    const cited = (phoneme ?? realisation)?.words ?? [];
    return {
      id: sound.id,
      of: sound.of,
      symbol: sound.symbol,
      ipa: sound.ipa,
      kind: sound.kind,
      status: sound.status,
      phonemes: sound.phonemes,
      description: phoneme
        ? descriptionOf(phoneme, lang)
        : (realisation?.description?.[lang] ?? realisation?.description?.en ?? describe(sound.ipa, lang)),
      example: wordsOf(cited, indexed.words)[0]?.word.form ?? null,
      audio_file: clipOf(sound.id, cited, indexed),
      placement: sound.placement,
      environment: realisation?.environment ?? null,
      free_variation: realisation?.free_variation ?? false,
    };
  };
  const gridAnswer = ({ rows, columns, cells }: Grid): z.infer<typeof ChartGrid> => ({
    rows: rows.map((key) => ({ key, label: term(key, lang) })),
    columns: columns.map((key) => ({ key, label: term(key, lang) })),
    cells: cells.map((row) => row.map((cell) => cell.map(soundAnswer))),
  });
  const grids = views.flatMap((view) => {
    const grid = charts[view];
    return grid ? [[view, gridAnswer(grid)] as const] : [];
  });
  return { code: inventory.id, mode, ...Object.fromEntries(grids) } as z.infer<typeof Charts>;
}
