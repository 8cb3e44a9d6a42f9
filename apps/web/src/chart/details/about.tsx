// About a chart: what the language does beyond single sounds, who else described it, and every source with what was taken from it.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { LanguageSummary, Prosody } from '@phonochart/catalog/language.ts';
import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { chartUrl } from '../../addresses.ts';
import { lang, local, t } from '../../i18n/i18n.ts';
import { sameLanguage } from '../../languages/descriptions.ts';
import { languageName } from '../trouble.ts';
import { EditSlot } from './edit-slot.tsx';
import './about.css';

const prosodyParts = [
  'stress',
  'tone',
  'sandhi',
  'pitch_accent',
  'length',
  'intonation',
] as const satisfies readonly (keyof Prosody)[];

type AboutProps = { inventory: Inventory; languages: ReadonlySignal<readonly LanguageSummary[] | undefined> };

export function About({ inventory, languages }: AboutProps) {
  const { language } = inventory;
  const { prosody, syllable, review } = language;
  return (
    <section class="about" aria-labelledby="about-title">
      <h2 id="about-title">{t('about.title')}</h2>
      <p class="about-review">
        {review.state === 'unreviewed'
          ? t('about.unreviewed')
          : t('about.reviewed', { name: review.by, day: new Date(review.on).toLocaleDateString(lang.value) })}
      </p>
      <EditSlot inventory={inventory} record={inventory.id} />
      {language.description && <p>{local(language.description)}</p>}
      {prosodyParts.map((part) =>
        prosody?.[part] ? <Note key={part} title={t(`about.${part}`)} text={local(prosody[part])} /> : null,
      )}
      {prosody?.notes?.map((note) => (
        <Note key={note.title.en} title={local(note.title)} text={local(note.text)} />
      ))}
      {syllable && (
        <>
          <h3>{t('about.syllable')}</h3>
          <p>
            <code class="ipa">{syllable.template}</code> {local(syllable.description)}
          </p>
          <SyllableParts title={t('about.onsets')} parts={syllable.onsets} />
          <SyllableParts title={t('about.nuclei')} parts={syllable.nuclei} />
          <SyllableParts title={t('about.codas')} parts={syllable.codas} />
        </>
      )}
      <OtherDescriptions language={language} languages={languages.value ?? []} />
      <h3>{t('about.sources')}</h3>
      <ul class="about-sources" lang="en">
        {language.sources.map((source) => (
          <li key={source.citation}>
            {source.url ? (
              <a href={source.url} target="_blank" rel="noreferrer">
                {source.citation}
              </a>
            ) : (
              source.citation
            )}{' '}
            <span class="muted">
              {t('about.usedFor', { what: source.used_for })}
              {source.licence && ` · ${source.licence}`}
            </span>
          </li>
        ))}
      </ul>
      <dl class="about-facts">
        {language.family && <Fact name={t('about.family')} value={language.family} />}
        <Fact name={t('about.licence')} value={language.licence} />
        {language.contributors.length > 0 && (
          <Fact name={t('about.contributors')} value={language.contributors.map(({ name }) => name).join(', ')} />
        )}
      </dl>
    </section>
  );
}

type Others = { language: Inventory['language']; languages: readonly LanguageSummary[] };

/** Several inventories of one language are no mistake: each says whose it is. */
function OtherDescriptions({ language, languages }: Others) {
  const others = useMemo(() => {
    const key = sameLanguage(language);
    return languages.filter((other) => other.code !== language.code && sameLanguage(other) === key);
  }, [language, languages]);
  if (others.length === 0) return null;
  return (
    <>
      <h3>{t('about.others')}</h3>
      <ul class="about-others">
        {others.map((other) => (
          <li key={other.code}>
            <a href={chartUrl({ code: other.code })}>{languageName(other)}</a>{' '}
            <span class="muted">
              {[local(other.variety), t('about.sounds', { n: other.counts.total })].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** From so many contrasts on (`p~b`) a text is a list to look something up in, and folded. */
const manyContrasts = 12;

const Note = ({ title, text }: { title: string; text: string }) =>
  text.split('~').length > manyContrasts ? (
    <details class="about-long">
      <summary>
        <h3>{title}</h3>
      </summary>
      <p>{text}</p>
    </details>
  ) : (
    <>
      <h3>{title}</h3>
      <p>{text}</p>
    </>
  );

/** More onsets or codas than this are folded. */
const manyParts = 40;

function SyllableParts({ title, parts }: { title: string; parts: readonly string[] | undefined }) {
  if (!parts || parts.length === 0) return null;
  const list = (
    <span class="ipa" lang="und-fonipa">
      {parts.join(', ')}
    </span>
  );
  return parts.length > manyParts ? (
    <details class="about-long">
      <summary>
        <b>{title}</b> <span class="muted">{parts.length}</span>
      </summary>
      <p>{list}</p>
    </details>
  ) : (
    <p>
      <b>{title}:</b> {list}
    </p>
  );
}

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
