// How each kind of field goes into inputs and comes back as a value: pure functions.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { interfaceLanguages, phonemeKinds } from '@phonochart/catalog/terms.ts';
import { ipaKey, normalise } from '@phonochart/phonetics/normalise.ts';
import type { Json } from '@phonochart/sync/push.ts';

/** `line`: one line. `area`: several. `choice`: one of the options, or none where '' is among them. `checks`: any of them. */
export type Look = 'line' | 'area' | 'choice' | 'checks' | 'day';

/** One input of a field. */
export type Part = {
  /** Its name among the field's inputs; '' where it is the only one. */
  readonly part: string;
  readonly look: Look;
  /** The interface language whose readers it is for. */
  readonly lang?: string;
  /** What it is of its field, where the field has several. */
  readonly label?: PartLabel;
  readonly options?: readonly Option[];
  /** IPA letters stand in it. */
  readonly ipa?: true;
};

const [statuses, positions] = [
  ['core', 'loan', 'regional', 'disappearing', 'marginal', 'unknown'],
  ['word-initial', 'word-medial', 'word-final', 'syllable-onset', 'syllable-coda', 'intervocalic', 'elsewhere'],
] as const;
const [stresses, directions, listings, reviews, answers] = [
  ['', 'stressed', 'unstressed'],
  ['ltr', 'rtl'],
  ['listed', 'none', 'unlisted'],
  ['unreviewed', 'reviewed'],
  ['true', 'false'],
] as const;
const topics = ['stress', 'tone', 'sandhi', 'pitch_accent', 'length', 'intonation'] as const;
export type Option = (
  | typeof statuses
  | typeof positions
  | typeof stresses
  | typeof directions
  | typeof listings
  | typeof reviews
  | typeof answers
  | typeof phonemeKinds
)[number];
export type PartLabel =
  | 'after'
  | 'before'
  | 'position'
  | 'beside'
  | 'text'
  | 'near'
  | 'note'
  | 'system'
  | 'state'
  | 'by'
  | 'on'
  | 'template'
  | 'onsets'
  | 'nuclei'
  | 'codas'
  | 'about'
  | (typeof topics)[number];

/** What stands in the inputs of one field, by part. */
export type Inputs = { readonly [part: string]: string };

/**
 * `empty`: it must not be. `english`: a text in another language stands beside none in English. `pattern`: it is not
 * written so. `unknown`: a symbol that the inventory has not. `twin`: another sound has the symbol.
 */
export type InputError = 'empty' | 'english' | 'pattern' | 'unknown' | 'twin';
export type Wanted = { value: Json } | { error: InputError; part: string };
type Fields = { readonly [name: string]: Json };

/** Where a field stands: other records may be named in it. */
export type Around = { readonly inventory: Pick<Inventory, 'phonemes'>; readonly record: string };

type Kind = {
  readonly parts: readonly Part[];
  inputs(value: Json, around: Around): Inputs;
  /** Languages and parts without an input stay as they were. */
  wanted(inputs: Inputs, was: Json, around: Around): Wanted;
};

const trimmed = (inputs: Inputs, part = ''): string => (inputs[part] ?? '').trim();
const fieldsOf = (value: Json): Fields => (typeof value === 'object' && !Array.isArray(value) ? (value ?? {}) : {});
const textOf = (value: Json | undefined): string => (value === undefined || value === null ? '' : String(value));
const spaced = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const joined = (value: Json | undefined): string => (Array.isArray(value) ? value.join(' ') : '');
const commas = (text: string): string[] => text.split(',').flatMap((name) => name.trim() || []);
/** IPA letters for the look-alikes that keyboards have, composed as the catalogue keeps symbols. */
export const asSymbol = (typed: string): string => normalise(typed.trim()).text.normalize('NFC');
/** The object without what is empty, or null where nothing is left. */
function orNothing(fields: { [name: string]: Json | undefined }): Json {
  const left = Object.entries(fields).filter(
    (entry): entry is [string, Json] =>
      entry[1] !== undefined && entry[1] !== null && !(Array.isArray(entry[1]) && entry[1].length === 0),
  );
  return left.length > 0 ? Object.fromEntries(left) : null;
}

function line(read: (text: string) => Json = (text) => text, ipa?: true): Kind {
  return {
    parts: [{ part: '', look: 'line', ...(ipa && { ipa }) }],
    inputs: (value) => ({ '': textOf(value) }),
    wanted: (inputs) => ({ value: trimmed(inputs) ? read(trimmed(inputs)) : null }),
  };
}

function list(split: (text: string) => string[], join: string, ipa?: true): Kind {
  return {
    parts: [{ part: '', look: 'line', ...(ipa && { ipa }) }],
    inputs: (value) => ({ '': Array.isArray(value) ? value.join(join) : '' }),
    wanted: (inputs) => ({ value: split(trimmed(inputs)) }),
  };
}

function choice(options: readonly Option[], read: (text: string) => Json = (text) => text): Kind {
  return {
    parts: [{ part: '', look: 'choice', options }],
    inputs: (value) => ({ '': textOf(value) }),
    wanted: (inputs) => ({ value: read(trimmed(inputs)) }),
  };
}

/** The inputs of one text by language; `prefix` keeps several of them in one field apart. */
const areas = (label?: PartLabel, prefix = ''): Part[] =>
  interfaceLanguages.map((lang) => ({ part: prefix + lang, look: 'area', lang, ...(label && { label }) }));
const textsIn = (texts: Json | undefined, prefix = ''): Inputs =>
  Object.fromEntries(interfaceLanguages.map((lang) => [prefix + lang, textOf(fieldsOf(texts ?? null)[lang])]));
function texts(inputs: Inputs, was: Json | undefined, prefix = ''): Wanted {
  const kept = { ...fieldsOf(was ?? null) };
  for (const lang of interfaceLanguages) {
    const text = trimmed(inputs, prefix + lang);
    if (text) kept[lang] = text;
    else delete kept[lang];
  }
  const value = orNothing(kept);
  return value !== null && !kept.en ? { error: 'english', part: `${prefix}en` } : { value };
}

const otherLanguages = interfaceLanguages.filter((lang) => lang !== 'en');

export type FieldKind =
  | 'text'
  | 'symbol'
  | 'ipa'
  | 'transcription'
  | 'phones'
  | 'list'
  | 'status'
  | 'kind'
  | 'direction'
  | 'listing'
  | 'yes'
  | 'syllableNumber'
  | 'local'
  | 'names'
  | 'phonemes'
  | 'where'
  | 'near'
  | 'reading'
  | 'review'
  | 'syllable'
  | 'prosody';

export const kinds: { readonly [kind in FieldKind]: Kind } = {
  /** A line of text. */
  text: line(),
  /** A symbol of the chart, of which an inventory has one alone. */
  symbol: {
    ...line(asSymbol, true),
    wanted(inputs, _, { inventory, record }) {
      const symbol = asSymbol(inputs[''] ?? '');
      const twin = inventory.phonemes.some((phoneme) => phoneme.symbol === symbol && phoneme.id !== record);
      return twin ? { error: 'twin', part: '' } : { value: symbol || null };
    },
  },
  /** What a symbol stands for, in the canonical form. */
  ipa: line(ipaKey, true),
  /** A transcription, without its slashes or brackets. */
  transcription: line((typed) => asSymbol(typed.replaceAll(/^[/[]|[/\]]$/g, '')), true),
  /** Phones between spaces. */
  phones: list((typed) => spaced(typed).map(asSymbol), ' ', true),
  /** Names between commas. */
  list: list(commas, ', '),
  status: choice(statuses),
  kind: choice(phonemeKinds),
  direction: choice(directions),
  listing: choice(listings),
  yes: choice(answers, (answer) => answer === 'true'),
  /** Counted from 1 by people, from 0 by the catalogue. */
  syllableNumber: {
    parts: [{ part: '', look: 'line' }],
    inputs: (value) => ({ '': value === null ? '' : String(Number(value) + 1) }),
    wanted(inputs) {
      const typed = trimmed(inputs);
      if (!typed) return { value: null };
      return /^[1-9]\d?$/.test(typed) ? { value: Number(typed) - 1 } : { error: 'pattern', part: '' };
    },
  },
  /** A text in each interface language, of which English must be there if any is. */
  local: { parts: areas(), inputs: (value) => textsIn(value), wanted: (inputs, was) => texts(inputs, was) },
  /** A name by interface language, English being another field's. */
  names: {
    parts: otherLanguages.map((lang) => ({ part: lang, look: 'line', lang })),
    inputs: (value) => Object.fromEntries(otherLanguages.map((lang) => [lang, textOf(fieldsOf(value)[lang])])),
    wanted: (inputs, was) => ({
      value: orNothing({
        ...fieldsOf(was),
        ...Object.fromEntries(otherLanguages.map((lang) => [lang, trimmed(inputs, lang) || null])),
      }),
    }),
  },
  /** Symbols of the inventory's phonemes. */
  phonemes: {
    parts: [{ part: '', look: 'line', ipa: true }],
    inputs: (value, { inventory }) => {
      const symbol = (id: Json) => inventory.phonemes.find((phoneme) => phoneme.id === id)?.symbol ?? String(id);
      return { '': Array.isArray(value) ? value.map(symbol).join(' ') : '' };
    },
    wanted(inputs, _, { inventory }) {
      const ids = spaced(inputs[''] ?? '').map(
        (typed) =>
          inventory.phonemes.find(({ symbol, id }) => symbol === typed || symbol === asSymbol(typed) || id === typed)
            ?.id,
      );
      const known = ids.filter((id) => id !== undefined);
      if (known.length < ids.length) return { error: 'unknown', part: '' };
      return known.length === 0 ? { error: 'empty', part: '' } : { value: [...new Set(known)] };
    },
  },
  /** An environment: in words, and by what stands around. */
  where: {
    parts: [
      ...areas(),
      { part: 'after', look: 'line', label: 'after' },
      { part: 'before', look: 'line', label: 'before' },
      { part: 'position', look: 'checks', label: 'position', options: positions },
      { part: 'stress', look: 'choice', label: 'beside', options: stresses },
    ],
    inputs(value) {
      const { text, after, before, position, stress } = fieldsOf(value);
      const named = (parts: Json | undefined) => (Array.isArray(parts) ? parts.join(', ') : '');
      return {
        ...textsIn(text),
        after: named(after),
        before: named(before),
        position: joined(position),
        stress: textOf(stress),
      };
    },
    wanted(inputs, was) {
      const text = texts(inputs, fieldsOf(was).text);
      if ('error' in text) return text;
      const value = orNothing({
        ...fieldsOf(was),
        after: commas(trimmed(inputs, 'after')),
        before: commas(trimmed(inputs, 'before')),
        position: spaced(trimmed(inputs, 'position')),
        stress: trimmed(inputs, 'stress') || null,
        text: text.value,
      });
      // An environment is told in words, whatever else is known of it.
      return value !== null && text.value === null ? { error: 'empty', part: 'en' } : { value };
    },
  },
  /** The nearest of a learner's own sounds or spellings, by the learner's language. */
  near: {
    parts: interfaceLanguages.flatMap((lang): Part[] => [
      { part: lang, look: 'line', lang, label: 'near' },
      { part: `${lang}.note`, look: 'area', lang, label: 'note' },
    ]),
    inputs: (value) =>
      Object.fromEntries(
        interfaceLanguages.flatMap((lang) => {
          const { text, note } = fieldsOf(fieldsOf(value)[lang] ?? null);
          return [
            [lang, textOf(text)],
            [`${lang}.note`, textOf(note)],
          ];
        }),
      ),
    wanted(inputs, was) {
      const near: { [lang: string]: Json } = { ...fieldsOf(was) };
      for (const lang of interfaceLanguages) {
        const [text, note] = [trimmed(inputs, lang), trimmed(inputs, `${lang}.note`)];
        if (note && !text) return { error: 'empty', part: lang };
        near[lang] = orNothing({ text: text || null, note: note || null });
      }
      return { value: orNothing(near) };
    },
  },
  /** A spelling that says how the word is read: pinyin, kana. */
  reading: {
    parts: [
      { part: 'text', look: 'line', label: 'text' },
      { part: 'system', look: 'line', label: 'system' },
    ],
    inputs: (value) => ({ text: textOf(fieldsOf(value).text), system: textOf(fieldsOf(value).system) }),
    wanted(inputs) {
      const [text, system] = [trimmed(inputs, 'text'), trimmed(inputs, 'system')];
      if (!text && !system) return { value: null };
      if (!text) return { error: 'empty', part: 'text' };
      return system ? { value: { system, text } } : { error: 'empty', part: 'system' };
    },
  },
  review: {
    parts: [
      { part: 'state', look: 'choice', label: 'state', options: reviews },
      { part: 'by', look: 'line', label: 'by' },
      { part: 'on', look: 'day', label: 'on' },
    ],
    inputs: (value) => ({
      state: textOf(fieldsOf(value).state) || 'unreviewed',
      by: textOf(fieldsOf(value).by),
      on: textOf(fieldsOf(value).on),
    }),
    wanted(inputs) {
      if (inputs.state !== 'reviewed') return { value: { state: 'unreviewed' } };
      const [by, on] = [trimmed(inputs, 'by'), trimmed(inputs, 'on')];
      if (!by) return { error: 'empty', part: 'by' };
      return on ? { value: { state: 'reviewed', by, on } } : { error: 'empty', part: 'on' };
    },
  },
  syllable: {
    parts: [
      { part: 'template', look: 'line', label: 'template' },
      ...(['onsets', 'nuclei', 'codas'] as const).map((part): Part => ({ part, look: 'line', label: part, ipa: true })),
      ...areas('about'),
    ],
    inputs(value) {
      const { template, description, onsets, nuclei, codas } = fieldsOf(value);
      return {
        template: textOf(template),
        onsets: joined(onsets),
        nuclei: joined(nuclei),
        codas: joined(codas),
        ...textsIn(description),
      };
    },
    wanted(inputs, was) {
      const description = texts(inputs, fieldsOf(was).description);
      if ('error' in description) return description;
      const named = (part: string) => spaced(trimmed(inputs, part)).map(asSymbol);
      const template = trimmed(inputs, 'template') || null;
      const value = orNothing({
        ...fieldsOf(was),
        template,
        description: description.value,
        onsets: named('onsets'),
        nuclei: named('nuclei'),
        codas: named('codas'),
      });
      return value !== null && template === null ? { error: 'empty', part: 'template' } : { value };
    },
  },
  prosody: {
    parts: topics.flatMap((topic) => areas(topic, `${topic}.`)),
    inputs: (value) => Object.assign({}, ...topics.map((topic) => textsIn(fieldsOf(value)[topic], `${topic}.`))),
    wanted(inputs, was) {
      const all: { [topic: string]: Json } = { ...fieldsOf(was) };
      for (const topic of topics) {
        const wanted = texts(inputs, fieldsOf(was)[topic], `${topic}.`);
        if ('error' in wanted) return wanted;
        all[topic] = wanted.value;
      }
      return { value: orNothing(all) };
    },
  },
};
