// Sounds that answer a search in the whole catalogue, each with how many languages have it, and which.
import { describe } from '@phonochart/phonetics/describe.ts';
import { useState } from 'preact/hooks';
import { lang, t, written } from '../i18n/i18n.ts';
import type { FoundSoundOfMany, SoundOfMany } from './catalogue-search.ts';
import { SoundHolders, type SoundHoldersProps } from './sound-holders.tsx';
import './sound-results.css';

type SoundsEverywhereProps = Omit<SoundHoldersProps, 'sounds'> & {
  found: readonly FoundSoundOfMany[];
  /** How many are shown at first; more say that the search is still too wide. */
  most: number;
  count(sound: SoundOfMany): number;
  /** The symbol of the sound whose languages are shown. */
  opened: string | undefined;
  onOpen(symbol: string | undefined): void;
};

const MORE = 20;

export function SoundsEverywhere({ found, most, count, opened, onOpen, ...holders }: SoundsEverywhereProps) {
  const [asked, setAsked] = useState({ found, more: 0 });
  // Another answer begins small again.
  const more = asked.found === found ? asked.more : 0;
  const shown = found.slice(0, most + more);
  if (found.length === 0) return null;
  return (
    <section>
      <div class="group-heading">
        <h2>{t('languages.soundsOfAll')}</h2>
        <span>{written(found.length, lang.value)}</span>
      </div>
      <ul class="sounds-everywhere">
        {shown.map((sound) => {
          const open = sound.symbol === opened;
          return (
            <li key={sound.symbol}>
              <button
                type="button"
                class="sound-result"
                aria-expanded={open}
                onClick={() => onOpen(open ? undefined : sound.symbol)}
              >
                <span class="sound-result-symbol ipa" aria-hidden="true">
                  {sound.symbol}
                </span>
                <span>
                  <span class="sound-result-name">{describe(sound.symbol, lang.value)}</span>
                  <span class="second-line">{t('languages.found', { n: count(sound) })}</span>
                </span>
              </button>
              {open && <SoundHolders sounds={[sound]} {...holders} />}
            </li>
          );
        })}
      </ul>
      {shown.length < found.length && (
        <button type="button" class="more-sounds" onClick={() => setAsked({ found, more: more + MORE })}>
          {t('languages.moreSounds', { n: Math.min(MORE, found.length - shown.length) })}
        </button>
      )}
    </section>
  );
}
