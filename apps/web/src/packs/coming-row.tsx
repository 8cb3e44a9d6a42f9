// A download on its way: how far it is in bytes and sounds, to be paused, gone on with and cancelled.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { t } from '../i18n/i18n.ts';
import { nameOf } from '../languages/language-names.ts';
import { IconButton } from '../ui/button.tsx';
import { fileSize } from '../ui/file-size.ts';
import { CloseIcon } from '../ui/icons.tsx';
import { PauseIcon, ResumeIcon } from '../ui/screen-icons.tsx';
import { PackName } from './pack-name.tsx';
import type { PackState } from './pack-state.ts';

type ComingRowProps = {
  language: LanguageSummary;
  state: PackState;
  offline: boolean;
  onPause(): void;
  onContinue(): void;
  onCancel(): void;
};

export function ComingRow({ language, state, offline, onPause, onContinue, onCancel }: ComingRowProps) {
  const name = { language: nameOf(language) };
  const words = wordsOf(state, offline);
  const paused = state.state === 'paused';
  return (
    <li class="pack coming">
      <PackName language={language} below={words} />
      <IconButton
        label={t(paused ? 'downloads.continue' : 'downloads.pause', name)}
        onClick={paused ? onContinue : onPause}
      >
        {paused ? <ResumeIcon /> : <PauseIcon />}
      </IconButton>
      <IconButton label={t('downloads.cancel', name)} onClick={onCancel}>
        <CloseIcon />
      </IconButton>
      <ProgressBar label={name.language} words={words} state={state} />
    </li>
  );
}

export function ProgressBar({ label, words, state }: { label: string; words: string; state: PackState }) {
  const share = state.total === 0 ? 0 : Math.floor((state.done / state.total) * 100);
  return (
    <div
      class="pack-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      aria-valuetext={words}
    >
      <i style={{ width: `${share}%` }} />
    </div>
  );
}

function wordsOf({ state, done, total, bytes, totalBytes }: PackState, offline: boolean): string {
  const size = fileSize(totalBytes);
  if (state === 'paused') return t('downloads.paused', { bytes: fileSize(bytes), size });
  if (state === 'waiting') return t(offline ? 'downloads.noLine' : 'downloads.waiting', { size });
  return t('downloads.progress', { bytes: fileSize(bytes), size, done, total });
}
