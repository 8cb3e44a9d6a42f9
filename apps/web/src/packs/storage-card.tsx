// What the app keeps on this device, what is left, and whether the browser has promised to keep it.
import { t } from '../i18n/i18n.ts';
import { askToPersist, deviceStorage } from '../settings/device-storage.ts';
import { Button } from '../ui/button.tsx';
import { fileSize } from '../ui/file-size.ts';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';

/** `full`: a pack has met the end of the room, whatever the browser reckons. */
export function StorageCard({ audio, full }: { audio: number; full: boolean }) {
  const { usage, quota } = deviceStorage.value;
  // The browser counts roughly, and late.
  const all = Math.max(usage ?? 0, audio);
  const rest = all - audio;
  const share = all === 0 ? 0 : (audio / all) * 100;
  return (
    <section class="card storage-card" aria-labelledby="storage-heading">
      <div class="storage-heading">
        <h2 id="storage-heading">{t('settings.storage')}</h2>
        <b>{fileSize(all)}</b>
      </div>
      <div class="storage-bar" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </div>
      <p class="storage-legend">
        <span>{t('downloads.audio', { size: fileSize(audio) })}</span>
        {usage !== undefined && <span class="rest">{t('downloads.rest', { size: fileSize(rest) })}</span>}
      </p>
      <p class="storage-left">
        {full
          ? t('downloads.noneLeft')
          : usage === undefined || quota === undefined
            ? t('downloads.unknown')
            : t('downloads.left', { size: fileSize(Math.max(0, quota - usage)) })}
      </p>
    </section>
  );
}

export function Promised() {
  const { persisted, refused } = deviceStorage.value;
  return (
    <div class={persisted ? 'promised ok' : 'promised warn'} role="status">
      {persisted ? <CheckIcon /> : <WarningIcon />}
      <span>{t(persisted ? 'settings.protected' : refused ? 'settings.refused' : 'settings.notProtected')}</span>
      {!persisted && (
        <Button look="soft" onClick={() => askToPersist()}>
          {t('settings.protect')}
        </Button>
      )}
    </div>
  );
}
