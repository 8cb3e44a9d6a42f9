// The control at the end of a language's row: how its sounds stand on this device, and a button where something can be done.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { t } from '../i18n/i18n.ts';
import type { PackState } from '../packs/pack-state.ts';
import { fileSize } from '../ui/file-size.ts';
import { CheckIcon, SyncIcon, WarningIcon } from '../ui/icons.tsx';
import { CloudDownloadIcon, PauseIcon } from '../ui/screen-icons.tsx';
import { nameOf } from './language-names.ts';

type PackControlProps = { language: LanguageSummary; state: PackState | undefined; onKeep(code: string): void };

export function PackControl({ language, state, onKeep }: PackControlProps) {
  const name = nameOf(language);
  const keep = () => onKeep(language.code);
  const size = fileSize(language.counts.audio_bytes);
  if (language.counts.audio_bytes === 0) return <span class="pack-control quiet">{t('pack.chartOnly')}</span>;
  if (!state)
    return (
      <button type="button" class="pack-control" onClick={keep}>
        <CloudDownloadIcon />
        <span aria-hidden="true">{size}</span>
        <span class="visually-hidden">{t('pack.download', { language: name, size })}</span>
      </button>
    );
  if (state.state === 'ready')
    return (
      <a class="pack-control ok" href="/downloads">
        <CheckIcon />
        <span aria-hidden="true">{t('pack.ready')}</span>
        <span class="visually-hidden">{t('pack.readyFor', { language: name })}</span>
      </a>
    );
  if (state.state === 'coming' || state.state === 'checking' || state.state === 'waiting' || state.state === 'paused')
    return (
      <a class="pack-control quiet" href="/downloads">
        {state.state === 'paused' ? <PauseIcon /> : <SyncIcon />}
        <span aria-hidden="true">{state.total > 0 ? t('pack.coming', state) : size}</span>
        <span class="visually-hidden">{t('pack.comingFor', { language: name, ...state })}</span>
      </a>
    );
  // To try again would find no more room: in Downloads something can be let go.
  if (state.state === 'full')
    return (
      <a class="pack-control warn" href="/downloads">
        <WarningIcon />
        <span aria-hidden="true">{t('pack.full')}</span>
        <span class="visually-hidden">{t('pack.fullFor', { language: name })}</span>
      </a>
    );
  return (
    <button type="button" class="pack-control warn" onClick={keep}>
      <WarningIcon />
      <span aria-hidden="true">{t('pack.partial', state)}</span>
      <span class="visually-hidden">{t('pack.repair', { language: name, failed: state.failed })}</span>
    </button>
  );
}
