// Settings: theme, languages, access, storage, the charts' state, and the way to the licences.
import '../i18n/screen-words.ts';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import type { Own } from '../mirror/mirror.ts';
import { playsWanted } from '../mirror/plays-wanted.ts';
import { editCounts } from '../studio/edits/editing-now.ts';
import { Button } from '../ui/button.tsx';
import { fileSize } from '../ui/file-size.ts';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Screen } from '../ui/screen.tsx';
import { BackIcon, ChevronRightIcon } from '../ui/screen-icons.tsx';
import { askToPersist, deviceStorage, readDeviceStorage } from './device-storage.ts';
import { Choice, Section, Switch } from './fields.tsx';
import { learnerLanguages, nameOfTag, primaryOf } from './learner-languages.ts';
import { Licences } from './licences.tsx';
import './settings.css';

export type SettingsScreenProps = {
  /** `licences` for that page, else the settings themselves. */
  page?: string | undefined;
  own: Own;
  languages: readonly LanguageSummary[];
  /** The state of the charts in words. */
  state: ComponentChildren;
  version: string;
  onCheckNow(): void;
};

export function SettingsScreen(props: SettingsScreenProps) {
  const licences = props.page === 'licences';
  const back = (
    <a class={licences ? 'icon-button' : 'icon-button narrow-only'} href={licences ? '/settings' : '/languages'}>
      <BackIcon />
      <span class="visually-hidden">{t('nav.back')}</span>
    </a>
  );
  return (
    <Screen title={t(licences ? 'settings.licences' : 'nav.settings')} before={back}>
      <div class="settings">{licences ? <Licences /> : <Fields {...props} />}</div>
    </Screen>
  );
}

function Fields({ own, languages, state, version, onCheckNow }: SettingsScreenProps) {
  const settings = own.settings.value;
  const device = primaryOf(navigator.language);
  return (
    <>
      <Section title={t('settings.look')}>
        <Choice
          legend={t('settings.theme')}
          name="theme"
          value={settings.theme}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`settings.theme.${value}`),
          }))}
          onChoose={(theme) => own.saveSettings({ theme })}
        />
        <Choice<InterfaceLanguage | 'system'>
          legend={t('settings.interface')}
          name="interface"
          value={settings.interfaceLanguage ?? 'system'}
          options={[
            { value: 'system', label: t('settings.interface.system') },
            { value: 'en', label: 'English', lang: 'en' },
            { value: 'vi', label: 'Tiếng Việt', lang: 'vi' },
          ]}
          onChoose={(value) => own.saveSettings({ interfaceLanguage: value === 'system' ? undefined : value })}
        />
      </Section>
      <Section title={t('settings.learning')}>
        <label class="list-field">
          <span class="field-label">{t('settings.learner')}</span>
          <select
            value={settings.learner ?? ''}
            onChange={({ currentTarget }) => own.saveSettings({ learner: currentTarget.value || undefined })}
          >
            <option value="">{t('settings.learner.system', { language: nameOfTag(device) })}</option>
            {learnerLanguages(languages).map(({ tag, name }) => (
              <option key={tag} value={tag}>
                {name}
              </option>
            ))}
          </select>
          <span class="field-hint">{t('settings.learnerHint')}</span>
        </label>
      </Section>
      <Section title={t('settings.access')}>
        <Switch
          id="xsampa"
          label={t('settings.xsampa')}
          hint={t('settings.xsampaHint')}
          on={settings.xsampa}
          onSwitch={(xsampa) => own.saveSettings({ xsampa })}
        />
        <Switch
          id="shortcuts"
          label={t('settings.shortcuts')}
          hint={t('settings.shortcutsHint')}
          on={settings.shortcuts}
          onSwitch={(shortcuts) => own.saveSettings({ shortcuts })}
        />
      </Section>
      <StorageSection />
      <Section title={t('settings.plays')}>
        <Switch
          id="count-plays"
          label={t('settings.countPlays')}
          hint={t('settings.countPlaysHint')}
          on={playsWanted(settings)}
          onSwitch={(countPlays) => own.saveSettings({ countPlays })}
        />
      </Section>
      <Section title={t('settings.charts')}>
        <div class="told">
          <div class="told-words">{state}</div>
          <Button look="soft" onClick={onCheckNow}>
            {t('settings.checkNow')}
          </Button>
        </div>
        <Choice
          legend={t('settings.fill')}
          name="fill"
          value={settings.fill ?? 'unmetered'}
          options={(['always', 'unmetered', 'asked'] as const).map((value) => ({
            value,
            label: t(`settings.fill.${value}`),
          }))}
          onChoose={(fill) => own.saveSettings({ fill, fillPaused: undefined, fillAnyway: undefined })}
        />
        <p class="field-hint">{t('settings.fillHint')}</p>
      </Section>
      <Section title={t('settings.about')}>
        <p class="about-text">{t('settings.aboutText')}</p>
        <a class="settings-link" href="/settings/licences">
          <span>{t('settings.licences')}</span>
          <ChevronRightIcon />
        </a>
        <a class="settings-link" href="/account">
          <span>{t('settings.studio')}</span>
          <EditsBadge />
          <ChevronRightIcon />
        </a>
        <p class="field-hint">{t('settings.version', { version })}</p>
      </Section>
    </>
  );
}

/** How many edits of one's own are not in the catalogue yet. */
function EditsBadge() {
  const { waiting, undecided } = editCounts.value;
  const n = waiting + undecided;
  return n > 0 ? <span class={undecided > 0 ? 'badge warn' : 'badge'}>{t('edits.count', { n })}</span> : null;
}

function StorageSection() {
  useEffect(() => {
    readDeviceStorage();
  }, []);
  const { usage, quota, persisted, refused } = deviceStorage.value;
  const size = usage === undefined ? undefined : fileSize(usage);
  return (
    <Section title={t('settings.storage')}>
      <p class="field-label">
        {size === undefined
          ? t('settings.usedUnknown')
          : quota
            ? t('settings.usedOf', { size, quota: fileSize(quota) })
            : t('settings.used', { size })}
      </p>
      {usage !== undefined && quota && (
        <div class="meter" aria-hidden="true">
          <i style={{ width: `${Math.max(1, (usage / quota) * 100)}%` }} />
        </div>
      )}
      <div class={persisted ? 'promise ok' : 'promise warn'} role="status">
        {persisted ? <CheckIcon /> : <WarningIcon />}
        <span>{t(persisted ? 'settings.protected' : refused ? 'settings.refused' : 'settings.notProtected')}</span>
        {!persisted && (
          <Button look="soft" onClick={() => askToPersist()}>
            {t('settings.protect')}
          </Button>
        )}
      </div>
      <a class="settings-link" href="/downloads">
        <span>{t('nav.downloads')}</span>
        <ChevronRightIcon />
      </a>
    </Section>
  );
}
