// How much of the whole catalogue is on the device: its coming, with a way to stop it, and what it waits for, with a way to have it now.
import './i18n/screen-words.ts';
import { t } from './i18n/i18n.ts';
import type { FillWait, MirrorStatus } from './mirror/mirror.ts';
import { MirrorState } from './mirror-state.tsx';
import { useServices } from './services.ts';
import { Button } from './ui/button.tsx';
import { PauseIcon, ResumeIcon } from './ui/screen-icons.tsx';
import './catalogue-state.css';

/** What comes in a breath needs no bar and no way to stop it. */
const WORTH_A_BAR = 200;

/** `whole`: also say it when all is well. */
export function CatalogueState({ empty, whole = false }: { empty: boolean; whole?: boolean }) {
  const { mirror } = useServices();
  const status = mirror.status.value;
  const { state, done = 0, total = 0, waits } = status;
  const coming = state === 'syncing' && total >= WORTH_A_BAR && done < total;
  if (!coming && !(state === 'waiting' && waits))
    return <MirrorState status={status} empty={empty} whole={whole} onTryAgain={mirror.resync} />;
  return (
    <section class="catalogue-state" aria-label={t('fill.title')}>
      <p>
        <span class="field-label">{coming || !waits ? t('fill.coming') : t(whyItWaits[waits])}</span>
        <span class="field-hint">
          {amountOf(status)} {!coming && t('fill.others')}
        </span>
      </p>
      {coming ? (
        <Button look="soft" onClick={mirror.pause}>
          <PauseIcon />
          {t('fill.pause')}
        </Button>
      ) : (
        <Button look="soft" onClick={mirror.resume}>
          <ResumeIcon />
          {t(waits === 'paused' ? 'fill.continue' : 'fill.now')}
        </Button>
      )}
      {total > 0 && (
        <div
          class="catalogue-bar"
          role="progressbar"
          aria-label={t('fill.title')}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
          aria-valuetext={amountOf(status)}
        >
          <i style={{ width: `${(done / total) * 100}%` }} />
        </div>
      )}
    </section>
  );
}

const whyItWaits = { paused: 'fill.paused', metered: 'fill.metered', asked: 'fill.asked' } as const satisfies {
  [wait in FillWait]: string;
};

const amountOf = ({ done = 0, total = 0 }: MirrorStatus): string => t('fill.amount', { n: total, done, total });
