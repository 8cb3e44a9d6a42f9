// About a chart: what the language does beyond single sounds, and every source with what was taken from it.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Prosody } from '@phonochart/catalog/language.ts';
import { lang, local, t } from '../../i18n/i18n.ts';
import './about.css';

const prosodyParts = [
  'stress',
  'tone',
  'sandhi',
  'pitch_accent',
  'length',
  'intonation',
] as const satisfies readonly (keyof Prosody)[];

export function About({ inventory }: { inventory: Inventory }) {
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

const Note = ({ title, text }: { title: string; text: string }) => (
  <>
    <h3>{title}</h3>
    <p>{text}</p>
  </>
);

const SyllableParts = ({ title, parts }: { title: string; parts: readonly string[] | undefined }) =>
  parts && parts.length > 0 ? (
    <p>
      <b>{title}:</b>{' '}
      <span class="ipa" lang="und-fonipa">
        {parts.join(', ')}
      </span>
    </p>
  ) : null;

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);
