// How a phoneme changes: its realisations, where each is said, in words, each to be heard.
import type { Phoneme } from '@phonochart/catalog/phoneme.ts';
import { local, t } from '../../i18n/i18n.ts';
import { useChart } from '../chart-context.ts';
import { PlayButton } from './play-button.tsx';
import { InlineWords } from './word-list.tsx';

export function Realisations({ phoneme }: { phoneme: Phoneme }) {
  const { index } = useChart();
  const own = index.inventory.realisations.filter((realisation) => realisation.phonemes.includes(phoneme.id));
  if (own.length === 0) return null;
  return (
    <>
      <h3>{t('sound.howItChanges')}</h3>
      <ul class="realisations">
        {own.map((realisation) => {
          const phone = realisation.output.join('');
          const where = local(realisation.environment?.text) || local(realisation.description);
          const notes = [
            realisation.free_variation && t('sound.free'),
            !phone && t('sound.dropped'),
            realisation.variety,
          ].filter(Boolean);
          return (
            <li key={realisation.id}>
              <span class="ipa realisation-phone" lang="und-fonipa">
                [{phone || '∅'}]
              </span>
              <span>
                {where}
                {notes.length > 0 && (
                  <span class="muted">
                    {where && ' · '}
                    {notes.join(' · ')}
                  </span>
                )}{' '}
                <InlineWords refs={realisation.words} />
              </span>
              <PlayButton id={realisation.id} label={t('sound.playVariant', { phone: `[${phone || '∅'}]` })} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
