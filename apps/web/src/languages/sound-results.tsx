// Sounds that answer a search, by language: what was opened lately, and the alphabet of them all.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import type { FoundBy, FoundSound } from '@phonochart/phonetics/find-sound.ts';
import { chartUrl } from '../addresses.ts';
import { lang, t, written } from '../i18n/i18n.ts';
import { autonymAttributes } from './language-names.ts';
import './sound-results.css';

/** How sounds are found by somebody who means a sound, and not a language whose name begins alike. */
const plainly = new Set<FoundBy>(['symbol', 'x-sampa', 'variant', 'spelling']);
export const meansSound = (found: readonly FoundSound[]): boolean => found.some(({ by }) => plainly.has(by));

/** `most`: how many are shown; more say that the search is still too wide. */
type SoundResultsProps = { inventory: Inventory; found: readonly FoundSound[]; most: number };

export function SoundResults({ inventory, found, most }: SoundResultsProps) {
  const own = inventory.language;
  return (
    <section>
      <div class="group-heading">
        <h2>
          {t('languages.soundsOf')} <bdi {...autonymAttributes(own)}>{own.autonym}</bdi>
        </h2>
        <span>{written(found.length, lang.value)}</span>
      </div>
      <ul class="sound-results">
        {found.slice(0, most).map((sound) => (
          <li key={sound.phoneme.id}>
            <SoundResult sound={sound} code={inventory.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SoundResult({ sound, code }: { sound: FoundSound; code: string }) {
  const { phoneme } = sound;
  return (
    <a class="sound-result" href={chartUrl({ code, sound: phoneme.id })}>
      <span class={`sound-result-symbol ipa ${phoneme.kind}`} aria-hidden="true">
        {phoneme.symbol}
      </span>
      <span>
        <span class="sound-result-name">{phoneme.names?.[lang.value] ?? describe(phoneme.ipa, lang.value)}</span>
        <span class="second-line">{reason(sound)}</span>
      </span>
    </a>
  );
}

function reason({ by, shown = '', phoneme }: FoundSound): string {
  switch (by) {
    case 'spelling':
      return t('languages.by.spelling', { shown });
    case 'word':
      return t('languages.by.word', { shown });
    case 'variant':
      return t('languages.by.variant', { shown, symbol: phoneme.symbol });
    case 'name':
      return shown;
    default:
      return `/${phoneme.symbol}/`;
  }
}
