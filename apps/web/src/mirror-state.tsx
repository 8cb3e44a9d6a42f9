// The state of the mirror in one line, with what can be done about it.
import { t } from './i18n/i18n.ts';
import type { MirrorStatus } from './mirror/mirror.ts';
import { useServices } from './services.ts';
import { Button } from './ui/button.tsx';
import { CheckIcon, CloudOffIcon, SyncIcon, WarningIcon } from './ui/icons.tsx';
import './mirror-state.css';

type MirrorStateProps = {
  status: MirrorStatus;
  /** Whether no chart is on the device. */
  empty: boolean;
  /** Also say it when all is well. */
  whole?: boolean;
  onTryAgain(): void;
};

export function MirrorState({ status, empty, whole = false, onTryAgain }: MirrorStateProps) {
  const { later } = useServices();
  const restart = () => (later.value ? later.value.restartIntoUpdate() : location.reload());
  const { state, done, total, detail } = status;
  if (state === 'current' || state === 'rebuilt') {
    if (!whole) return null;
    return (
      <p class="mirror-state ok">
        <CheckIcon />
        {t('state.current')}
      </p>
    );
  }
  if (state === 'offline')
    return (
      <p class="mirror-state" role="status">
        <CloudOffIcon />
        <span>{t(empty ? 'state.offlineEmpty' : 'state.offline')}</span>
        {empty && <Button onClick={onTryAgain}>{t('action.tryAgain')}</Button>}
      </p>
    );
  if (state === 'error')
    return (
      <p class="mirror-state warn" role="status">
        <WarningIcon />
        <span>{t(detail === 'protocol' ? 'state.protocol' : empty ? 'state.errorEmpty' : 'state.error')}</span>
        {detail === 'protocol' ? (
          <Button onClick={restart}>{t('update.restart')}</Button>
        ) : (
          empty && <Button onClick={onTryAgain}>{t('action.tryAgain')}</Button>
        )}
      </p>
    );
  // With charts on the screen a line that comes and goes would push them down and up; a long sync is told by CatalogueState.
  if (!empty && !whole) return null;
  return (
    <p class="mirror-state">
      <SyncIcon />
      {done !== undefined && total !== undefined ? t('state.syncingOf', { done, total }) : t('state.syncing')}
    </p>
  );
}
