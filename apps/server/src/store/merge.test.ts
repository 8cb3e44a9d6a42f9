// Random content meets random edits: the outcome is always sound, keeps every edit, and is reached in one load.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { exampleInventory } from './example-inventory.ts';
import { brokenLinks } from './links.ts';
import { type EditedField, mergeContent, recordsOf } from './merge.ts';

type Change = (inventory: Inventory) => void;

/** Takes a word away with everything that cites it, as a careful author does. */
const dropWord = (form: string): Change => {
  const id = `example:word:${form}`;
  return (inventory) => {
    inventory.words = inventory.words.filter((word) => word.id !== id);
    for (const record of [...inventory.phonemes, ...inventory.realisations])
      record.words = record.words.filter(({ word }) => word !== id);
    const { language } = inventory;
    for (const spelling of language.spellings) spelling.words = spelling.words?.filter((word) => word !== id) ?? [];
    language.minimal_pairs = language.minimal_pairs.filter(({ words }) => words.every(({ word }) => word !== id));
  };
};

const upstreamChanges: Change[] = [
  dropWord('pa'),
  dropWord('ap'),
  dropWord('xa'),
  (inventory) => {
    inventory.realisations = [];
    for (const { segments } of inventory.words) for (const segment of segments) delete segment.realisation;
  },
  (inventory) => {
    inventory.audio = [];
  },
  (inventory) => {
    inventory.phonemes.reverse().forEach((phoneme, position) => {
      phoneme.position = position;
    });
  },
  (inventory) => {
    inventory.language.description = { en: 'Second version.' };
  },
  (inventory) => {
    inventory.phonemes[0]!.symbol_in_source = 'P';
  },
  (inventory) => {
    const [p] = inventory.phonemes;
    inventory.phonemes.push({ ...p!, id: 'example:b', symbol: 'b', ipa: 'b', position: 9, words: [] });
  },
  (inventory) => {
    const word = inventory.words.find(({ form }) => form === 'ap');
    if (!word) return;
    word.segments = [{ letters: [[0, 2]], phoneme: 'example:aː' }];
    for (const { words } of inventory.phonemes) for (const ref of words) if (ref.word === word.id) ref.at = 0;
  },
];

const edits: { kind: 'language' | 'phoneme' | 'realisation' | 'word'; id: string; fields: Record<string, unknown> }[] =
  [
    { kind: 'language', id: 'example', fields: { name: 'Edited', family: undefined } },
    { kind: 'phoneme', id: 'example:p', fields: { words: [{ word: 'example:word:ap', at: 1 }] } },
    { kind: 'phoneme', id: 'example:p', fields: { symbol: 'b', ipa: 'b' } },
    { kind: 'phoneme', id: 'example:ʃ', fields: { articulation: undefined, status: 'loan' } },
    { kind: 'realisation', id: 'example:p>pʰ', fields: { phonemes: ['example:p', 'example:ʃ'] } },
    { kind: 'word', id: 'example:word:xa', fields: { gloss: { en: 'edited' } } },
    { kind: 'word', id: 'example:word:pa', fields: { segments: [{ letters: [[0, 2]], phoneme: 'example:p' }] } },
  ];

const anySome = <Each>(all: Each[]) => fc.subarray(all);

function edited(stored: Inventory, chosen: typeof edits): { stored: Inventory; fields: EditedField[] } {
  let now = stored;
  const fields: EditedField[] = [];
  for (const { kind, id, fields: wanted } of chosen) {
    const next = structuredClone(now);
    const record = recordsOf(next, kind).find((each) => each.id === id)!;
    const before = { ...record };
    for (const [field, value] of Object.entries(wanted)) {
      if (value === undefined) delete record[field];
      else record[field] = value;
    }
    // The store refuses an edit that breaks a link, so none is merged.
    if (brokenLinks(canonical(next)).length > 0) continue;
    now = canonical(next);
    for (const field of Object.keys(wanted)) fields.push({ kind, id, field, base: before[field] });
  }
  return { stored: now, fields };
}

test('[STORE5] whatever upstream and editors did, the merge is sound, keeps each edit, and merging again changes nothing', () => {
  fc.assert(
    fc.property(anySome(upstreamChanges), anySome(edits), (changes, chosen) => {
      const { stored, fields } = edited(exampleInventory(), chosen);
      const next = structuredClone(exampleInventory());
      for (const change of changes) change(next);
      const upstream = canonical(next);
      fc.pre(brokenLinks(upstream).length === 0);

      const { merged, proposals } = mergeContent(stored, upstream, fields);
      expect(brokenLinks(merged)).toEqual([]);
      for (const { kind, id, field } of fields) {
        const [was, is] = [stored, merged].map((each) => recordsOf(each, kind).find((record) => record.id === id));
        expect(is?.[field]).toEqual(was?.[field]);
      }
      if (fields.length === 0) expect({ merged, proposals }).toEqual({ merged: upstream, proposals: [] });
      expect(mergeContent(merged, upstream, fields)).toEqual({ merged, proposals });
    }),
    { numRuns: 300 },
  );
});
