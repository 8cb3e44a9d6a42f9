// Makes the draft of one inventory of a CLDF dataset: whose it is, what it lists, what it says beside.
import type { Language, Source } from '@phonochart/catalog/language.ts';
import { namesOf, type Reference, shortCitation } from './bibliography.ts';
import { words } from './cell-text.ts';
import type { CldfLanguage, Contribution } from './cldf-languages.ts';
import type { CldfMetadata } from './cldf-metadata.ts';
import { minimalSets } from './cldf-minimal-pairs.ts';
import { type DraftInventory, type DraftSound, identifiers } from './draft.ts';
import { licenceName } from './licence-name.ts';

/** One row of a table of values. `marginal` as it stands there: true, false or nothing. */
export type ListedSound = {
  symbol: string;
  row: number;
  column: string;
  marginal: string;
  variants: string[];
  isTone: boolean;
  inSource?: string;
};

type Parts = {
  code: string;
  metadata: CldfMetadata;
  language: CldfLanguage;
  contribution: Contribution | undefined;
  sounds: readonly ListedSound[];
  /** Keys of the bibliography. */
  sources: readonly string[];
  bibliography: ReadonlyMap<string, Reference>;
  /** Whether `false` is an answer: in a table that never leaves the cell empty it is only the default. */
  falseIsSaid: boolean;
};

export function draftOf(parts: Parts): DraftInventory {
  const { code, metadata, language, contribution, sounds } = parts;
  const { id, name, iso = '', glottocode = '', family, otherName } = language;
  const keys = [...new Set([...parts.sources, ...(contribution?.sources ?? [])])];
  const found = keys.flatMap((key) => parts.bibliography.get(key) ?? []);
  const { sets, unproved } = minimalSets(contribution?.minimalPairs ?? {});
  const tonemes = remark(contribution?.remarks['toneme inventory']);
  const whose = [found[0] && shortCitation(found[0]), labelOf(metadata.id)].filter(Boolean).join(', ');
  return {
    language: {
      code,
      name,
      autonym: name,
      aliases: otherName && otherName !== name ? [otherName] : [],
      ...identifiers(iso, glottocode),
      ...(family ? { family } : {}),
      variety: { en: whose || id },
      script: 'Latn',
      sources: sourcesOf(found, contribution, metadata),
      licence: licenceName(metadata.licence),
      contributors: namesOf(contribution?.contributor ?? '').map((each) => ({ name: each, role: 'description' })),
      ...prosodyOf(tonemes, unproved),
    },
    sounds: sounds.map((sound) => draftSound(sound, parts.falseIsSaid)),
    contrasts: sets,
  };
}

/** What the dataset says beside its sounds: nothing of it is lost, and nothing of it is a sound. */
function prosodyOf(tonemes: string, unproved: string): Pick<Language, 'prosody'> {
  const tone = tonemes && {
    tone: { en: `The dataset lists no tones among the sounds; its notes name these: ${tonemes}` },
  };
  const notes = unproved && {
    notes: [{ title: { en: 'Minimal pairs, as the source notes them' }, text: { en: unproved } }],
  };
  return tone || notes ? { prosody: { ...(tone || {}), ...(notes || {}) } } : {};
}

function draftSound(
  { symbol, row, column, marginal, variants, isTone, inSource }: ListedSound,
  falseIsSaid: boolean,
): DraftSound {
  const status = /^(true|1|yes)$/i.test(marginal)
    ? 'marginal'
    : falseIsSaid && /^(false|0|no)$/i.test(marginal)
      ? 'core'
      : 'unknown';
  return {
    symbol,
    ...(isTone ? { kind: 'tone' } : {}),
    ...(inSource === undefined ? {} : { inSource }),
    status,
    variants: variants.map((variant) => ({ symbol: variant })),
    words: [],
    row,
    column,
  };
}

function sourcesOf(
  found: readonly Reference[],
  contribution: Contribution | undefined,
  metadata: CldfMetadata,
): Source[] {
  const sources = found.map(({ citation, url, year }): Source => {
    const address = url ?? (URL.canParse(contribution?.url ?? '') ? contribution?.url : undefined);
    return {
      citation: words(citation),
      ...(address === undefined ? {} : { url: address }),
      ...(year === undefined ? {} : { year }),
      used_for: 'inventory, allophones',
    };
  });
  const { citation, title, identifier, licence, id } = metadata;
  sources.push({
    citation: words(citation ?? title ?? id) || id,
    ...(URL.canParse(identifier ?? '') ? { url: identifier } : {}),
    ...(licence === undefined ? {} : { licence: licenceName(licence) }),
    used_for: `the dataset "${id}", from which this inventory was imported`,
  });
  return sources;
}

/** `jipa` is known as JIPA; longer names stay as they are. */
const labelOf = (id: string): string => (id.length <= 6 ? id.toUpperCase() : id);

/** A remark of the dataset in one line, lists of examples in brackets left out. */
const remark = (text: unknown): string =>
  typeof text === 'string' ? words(text.replace(/\([^()]*\)/g, '')).replace(/[\s,]+$/, '') : '';
