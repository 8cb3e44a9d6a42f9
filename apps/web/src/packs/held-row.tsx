// A pack on this device: its size, when it was checked and whose voice it is; what is wrong with it and the one tap that mends it.
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { useState } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import { nameOf } from '../languages/language-names.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { fileSize } from '../ui/file-size.ts';
import { CheckIcon, MenuDotsIcon, WarningIcon } from '../ui/icons.tsx';
import { ProgressBar } from './coming-row.tsx';
import { PackName } from './pack-name.tsx';
import type { PackState } from './pack-state.ts';

type HeldRowProps = {
  language: LanguageSummary;
  state: PackState;
  /** Downloads what is missing. */
  onGet(): void;
  onCheck(): void;
  onRemove(): void;
};

export function HeldRow({ language, state, onGet, onCheck, onRemove }: HeldRowProps) {
  const [open, setOpen] = useState(false);
  const name = nameOf(language);
  const trouble = troubleOf(state);
  const checking = state.state === 'checking';
  const words = checking
    ? t('downloads.checking', state)
    : t('downloads.size', { size: fileSize(state.bytes), n: state.done });
  const voice = voiceOf(language);
  const choicesId = `choices-${language.code}`;
  const close = (run: () => void) => () => {
    setOpen(false);
    run();
  };
  return (
    <li class="pack">
      <PackName language={language} below={words} />
      {trouble && (
        <Button look="soft" onClick={onGet}>
          <span aria-hidden="true">{trouble.action}</span>
          <span class="visually-hidden">{t('downloads.of', { action: trouble.action, language: name })}</span>
        </Button>
      )}
      {!checking && (
        <IconButton
          label={t('downloads.more', { language: name })}
          aria-expanded={open}
          aria-controls={choicesId}
          onClick={() => setOpen(!open)}
        >
          <MenuDotsIcon />
        </IconButton>
      )}
      {checking ? (
        <ProgressBar label={name} words={words} state={state} />
      ) : (
        <div class="pack-badges">
          {trouble ? (
            <span class="badge warn">
              <WarningIcon />
              {trouble.words}
            </span>
          ) : (
            state.checkedAt && (
              <span class="badge ok">
                <CheckIcon />
                {t('downloads.checked', { when: daysAgo(state.checkedAt) })}
              </span>
            )
          )}
          {voice && state.done > 0 && <span class="badge">{t(`voice.${voice}`)}</span>}
        </div>
      )}
      {!checking && (
        <div id={choicesId} class="pack-choices" hidden={!open}>
          <Button look="outline" onClick={close(onCheck)}>
            {t('downloads.check')}
          </Button>
          <Button look="outline" class="danger" onClick={close(onRemove)}>
            {t('downloads.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}

function troubleOf({ state, failed, done, total, bytes, totalBytes }: PackState) {
  const size = fileSize(Math.max(0, totalBytes - bytes));
  if (state === 'partial')
    return { words: t('downloads.missing', { n: failed, total }), action: t('downloads.repair') };
  if (state === 'evicted')
    return {
      words: done === 0 ? t('downloads.evicted') : t('downloads.evictedPart', { n: failed }),
      action: t('pack.again'),
    };
  if (state === 'outdated') return { words: t('downloads.outdated', { size }), action: t('downloads.update') };
  if (state === 'full') return { words: t('downloads.full', { size }), action: t('action.tryAgain') };
  return undefined;
}

/** The voice of most clips. */
function voiceOf({ counts }: LanguageSummary) {
  const kinds = (['native', 'human', 'tts', 'generated'] as const).map((kind) => ({
    kind,
    n: counts.clips[kind] ?? 0,
  }));
  const most = kinds.reduce((a, b) => (b.n > a.n ? b : a));
  return most.n > 0 ? most.kind : undefined;
}

const DAY_MS = 86_400_000;

function daysAgo(instant: string): string {
  const days = Math.round((new Date(instant).setHours(0, 0, 0, 0) - new Date().setHours(0, 0, 0, 0)) / DAY_MS);
  return new Intl.RelativeTimeFormat(lang.value, { numeric: 'auto' }).format(days, 'day').toLocaleLowerCase(lang.value);
}
