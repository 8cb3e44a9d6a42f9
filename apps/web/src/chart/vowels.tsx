// The vowels: a trapezoid for the plain ones, one for each modification, and one of arrows for diphthongs.
import { useMemo, useRef } from 'preact/hooks';
import type { MessageKey } from '../i18n/i18n.ts';
import { lang, t } from '../i18n/i18n.ts';
import type { ChartSound } from './chart-sound.ts';
import { Diphthongs } from './diphthongs.tsx';
import { useRovingStop } from './gestures.ts';
import { layoutVowels } from './layout/vowel-layout.ts';
import { rareLayouts } from './lazy-layouts.ts';
import { useMeasured } from './measure.ts';
import { capitalised } from './sound-name.tsx';
import { Trapezoid } from './trapezoid.tsx';
import './vowels.css';

const marks: Readonly<Record<string, string>> = {
  'extra-short': '\u0306',
  nasal: '\u0303',
  breathy: '\u0324',
  creaky: '\u0330',
  voiceless: '\u0325',
  strident: '\u0324ˤ',
  velarised: 'ˠ',
  pharyngealised: 'ˤ',
  glottalised: 'ˀ',
  'half-long': 'ˑ',
  long: 'ː',
  overlong: 'ːː',
};

/** The marks of a set on a dotted ring, those that combine first. */
const marksOf = (parts: readonly string[]): string =>
  Object.keys(marks).reduce((all, part) => (parts.includes(part) ? all + marks[part] : all), '◌');

const nameOf = (parts: readonly string[]): string =>
  capitalised(parts.map((part) => t(`chart.set.${part}` as MessageKey & 'chart.set.long').toLowerCase()).join(', '));

export function Vowels({ sounds, asList }: { sounds: readonly ChartSound[]; asList: boolean }) {
  const single = sounds.filter((sound) => sound.view === 'vowels');
  const gliding = sounds.filter((sound) => sound.view === 'diphthongs');
  return (
    <div class="vowel-columns">
      {single.length > 0 && <Monophthongs sounds={single} asList={asList} alone={gliding.length === 0} />}
      {gliding.length > 0 && <Diphthongs sounds={gliding} asList={asList} />}
    </div>
  );
}

type MonophthongsProps = { sounds: readonly ChartSound[]; asList: boolean; alone: boolean };

function Monophthongs({ sounds, asList, alone }: MonophthongsProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, list } = useMeasured(box);
  const asRows = list || asList;
  const rare = asRows ? rareLayouts() : undefined;
  const sets = useMemo(() => (width > 0 ? layoutVowels(sounds, width) : []), [sounds, width]);
  useRovingStop(box);
  return (
    <section>
      <h2 class="section-head">
        {t('chart.vowels')} <span class="section-count">{sounds.length}</span>
      </h2>
      <div class={alone ? 'vowels card alone' : 'vowels card'} ref={box} data-roving lang={lang.value}>
        {asRows
          ? rare && <rare.VowelList sounds={sounds} />
          : sets.map((set) => {
              const name = nameOf(set.parts);
              return (
                <div class={set.small ? 'vowel-set small' : 'vowel-set'} key={name}>
                  {name && (
                    <h3>
                      {name}{' '}
                      <span class="ipa" aria-hidden="true">
                        {marksOf(set.parts)}
                      </span>
                      <span class="section-count">{set.spots.length}</span>
                    </h3>
                  )}
                  <Trapezoid set={set} label={name || t('chart.vowels')} />
                </div>
              );
            })}
      </div>
    </section>
  );
}
