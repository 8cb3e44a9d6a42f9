// Where a sound stands by its letters: the catalogue's placement, before any source or editor overrides it.
import type { PhonemeKind } from '@phonochart/catalog/phoneme.ts';
import type { Placement } from '@phonochart/catalog/placement.ts';
import { features } from './features.ts';
import { markOf } from './marks.ts';
import type { SegmentFeatures } from './segment-features.ts';
import { toneOf } from './tones.ts';

/** Why a sound has no place; `term(why, lang)` says it in words. */
export type NoPlace =
  | 'why-archiphoneme'
  | 'why-sequence'
  | 'why-unknown'
  | 'why-dropped'
  | 'why-kind'
  | 'why-diacritic'
  | 'why-suprasegmental';

/**
 * The placement that the letters give; total and pure. `kind` decides where letters alone do not: a tone may be written
 * as digits (35) or as a diacritic on any vowel.
 *
 * On the IPA chart a bare t d n r ɾ ɬ ɮ ɹ l spans dental to postalveolar. A language's chart needs one column, and by
 * letter that is the alveolar one; t̪ is dental, t̠ postalveolar. An entry that means the span says so in its own
 * placement: `places: ['dental', 'alveolar', 'postalveolar']`. `a` stands at the front, as on the chart, until a
 * placement says otherwise. Ejectives and implosives are manners; a laryngeal series is no property of a symbol but of
 * an inventory, so `series` is left to placed-sound.ts.
 * Source: IPA chart (2020).
 */
export function place(ipa: string, kind?: PhonemeKind): Placement {
  if (kind === 'tone') {
    const tone = toneOf(ipa);
    if (tone) return contour(tone);
  }
  const found = features(ipa);
  const mark = found ? undefined : markOf(ipa);
  return mark ? none(`why-${mark.type}`) : placeFeatures(found, kind);
}

/** As `place`, from features that are at hand. */
export function placeFeatures(found: SegmentFeatures | undefined, kind?: PhonemeKind): Placement {
  if (!found) return none(kind === 'archiphoneme' ? 'why-archiphoneme' : 'why-unknown');
  switch (found.kind) {
    case 'tone':
      return contour(found.tone!);
    case 'vowel':
    case 'diphthong':
    case 'triphthong':
      if (kind === 'tone' && found.levels) return contour({ levels: found.levels });
      return { type: 'points', points: found.points };
    case 'click':
      return { type: 'click', influx: found.influx!, accompaniment: found.accompaniment! };
    case 'consonant': {
      const placement: Placement = { type: 'cell', places: found.places, manner: found.manner! };
      if (found.double) placement.double = true;
      return placement;
    }
    case 'archiphoneme':
      return none('why-archiphoneme');
    case 'sequence':
      return none('why-sequence');
  }
}

export const none = (why: NoPlace): Placement => ({ type: 'none', why });

function contour(tone: NonNullable<ReturnType<typeof toneOf>>): Placement {
  const placement: Placement = { type: 'contour', levels: tone.levels };
  if (tone.phonation) placement.phonation = tone.phonation;
  if (tone.checked) placement.syllable = 'checked';
  return placement;
}
