// What fills, borders and marks mean, said once above the chart.
import { term } from '@phonochart/phonetics/terms.ts';
import { lang, t } from '../i18n/i18n.ts';
import { type ChartSound, isVoiced, secondaryMarks } from './chart-sound.ts';

/** A secondary articulation in words: "labialised, pharyngealised". */
export const secondaryLabel = (secondary: string): string =>
  secondary
    .split('+')
    .map((name) => term(name, lang.value))
    .join(', ');

export function Legend({ sounds, stacked }: { sounds: readonly ChartSound[]; stacked: boolean }) {
  const consonants = sounds.filter((sound) => sound.manner);
  const marks = [...new Set(consonants.map((sound) => sound.secondary))].filter((name) => secondaryMarks.get(name));
  const both = consonants.some(isVoiced) && consonants.some((sound) => !isVoiced(sound));
  return (
    <ul class="legend" aria-label={t('chart.legend')}>
      {both && (
        <>
          <li>
            <i class="voiceless" /> {t(stacked ? 'chart.voicelessTop' : 'chart.voiceless')}
          </li>
          <li>
            <i class="voiced" /> {t(stacked ? 'chart.voicedBottom' : 'chart.voiced')}
          </li>
        </>
      )}
      {sounds.some((sound) => sound.variant) && (
        <li>
          <i class="variant" /> {t('chart.variant')}
        </li>
      )}
      {sounds.some((sound) => sound.status === 'loan') && (
        <li>
          <i class="loan" /> {t('chart.loan')}
        </li>
      )}
      {marks.map((name) => (
        <li key={name}>
          <bdi class="ipa" aria-hidden="true">
            ◌{secondaryMarks.get(name)}
          </bdi>{' '}
          {secondaryLabel(name)}
        </li>
      ))}
    </ul>
  );
}
