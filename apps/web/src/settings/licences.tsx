// What the app is made of, and under which licences.
import { t } from '../i18n/i18n.ts';
import { Section } from './fields.tsx';

/** Libraries that travel in the app, with the licence that each package names. */
const parts = [
  ['Preact, Preact Signals, preact-iso', 'MIT'],
  ['RxDB', 'Apache-2.0'],
  ['RxJS', 'Apache-2.0'],
  ['Dexie.js', 'Apache-2.0'],
  ['Workbox', 'MIT'],
  ['noble-hashes', 'MIT'],
] as const;

export function Licences() {
  return (
    <>
      <Section title={t('licences.app')}>
        <p>{t('licences.appText')}</p>
        <a class="settings-link" href="https://www.gnu.org/licenses/gpl-3.0.html">
          GNU GPL 3.0
        </a>
      </Section>
      <Section title={t('licences.content')}>
        <p>{t('licences.contentText')}</p>
      </Section>
      <Section title={t('licences.voices')}>
        <p>{t('licences.voicesText')}</p>
      </Section>
      <Section title={t('licences.fonts')}>
        <p>{t('licences.ipaFont')}</p>
        <a class="settings-link" href="/fonts/phonochart-ipa-OFL.txt" target="_blank" rel="noopener">
          {t('licences.fontText')}
          <span class="visually-hidden">: Phonochart IPA</span>
        </a>
        <p>{t('licences.uiFont')}</p>
        <a class="settings-link" href="/fonts/source-sans-3-OFL.txt" target="_blank" rel="noopener">
          {t('licences.fontText')}
          <span class="visually-hidden">: Source Sans 3</span>
        </a>
      </Section>
      <Section title={t('licences.parts')}>
        <ul class="parts">
          {parts.map(([name, licence]) => (
            <li key={name}>
              <span>{name}</span>
              <span class="muted">{licence}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
