// Print and export: the chart as one page, the inventory as tables, the words and clips as a deck of cards.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { deckClips } from '@phonochart/exports/anki-notes.ts';
import { chartSvg } from '@phonochart/exports/chart-svg.ts';
import { sheetCsv } from '@phonochart/exports/sheet-csv.ts';
import type { ChartMode } from '@phonochart/phonetics/placed-sound.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { exportsEn } from '../i18n/exports-en.ts';
import '../i18n/screen-words.ts';
import type { ComponentChildren } from 'preact';
import { addEnglish, lang, t } from '../i18n/i18n.ts';
import { nameOf } from '../languages/language-names.ts';
import { Button } from '../ui/button.tsx';
import { fileSize } from '../ui/file-size.ts';
import { Screen } from '../ui/screen.tsx';
import { BackIcon } from '../ui/screen-icons.tsx';
import { cldfZip, ipaFont, save } from './files.ts';
import './exports.css';

addEnglish(exportsEn);

export type ExportsScreenProps = { inventory: Inventory; chartUrl: string; mode: ChartMode };

export function ExportsScreen({ inventory, chartUrl, mode: opened }: ExportsScreenProps) {
  const { id, language } = inventory;
  const name = nameOf(language);
  const [mode, setMode] = useState(opened);
  const [said, setSaid] = useState('');
  const font = useFont();
  const drawing = useMemo(
    () =>
      font &&
      chartSvg(inventory, {
        lang: lang.value,
        mode,
        font: font.url,
        note: language.review.state === 'unreviewed' ? t('languages.uncheckedNote') : undefined,
      }),
    [inventory, language, mode, font],
  );
  const preview = useObjectUrl(drawing);
  const offer = (file: string, type: string, contents: () => BlobPart) => {
    save(file, type, contents());
    setSaid(t('exports.saved', { file }));
  };
  return (
    <Screen title={t('exports.title')} before={<BackLink to={chartUrl} />}>
      <div class="exports">
        <p class="exports-language">
          <bdi lang={language.bcp47} dir={language.direction}>
            {language.autonym}
          </bdi>{' '}
          {name !== language.autonym && <span class="muted">{name}</span>}
        </p>
        <section class="exports-choices">
          <Offer title={t('exports.drawing')} hint={t('exports.drawingHint')}>
            <Button disabled={!drawing} onClick={() => print()}>
              {t('exports.print')}
            </Button>
            <Button
              look="outline"
              disabled={!drawing}
              onClick={() => offer(`${id}.svg`, 'image/svg+xml', () => drawing ?? '')}
            >
              {t('exports.svg')}
            </Button>
            {inventory.realisations.length > 0 && (
              <label class="exports-variants">
                <input
                  type="checkbox"
                  checked={mode === 'phonetic'}
                  onChange={({ currentTarget }) => setMode(currentTarget.checked ? 'phonetic' : 'phonemic')}
                />
                <span>
                  {t('exports.variants')}
                  <span class="muted">{t('exports.variantsHint')}</span>
                </span>
              </label>
            )}
          </Offer>
          <Offer title={t('exports.inventory')} hint={`${t('exports.csvHint')} ${t('exports.cldfHint')}`}>
            <Button
              look="outline"
              onClick={() => offer(`${id}.csv`, 'text/csv;charset=utf-8', () => sheetCsv(inventory))}
            >
              {t('exports.csv')}
            </Button>
            <Button
              look="outline"
              onClick={() => offer(`${id}-cldf.zip`, 'application/zip', () => cldfZip(inventory, name))}
            >
              {t('exports.cldf')}
            </Button>
          </Offer>
          {language.kind === 'language' && inventory.words.length > 0 && <DeckOffer {...{ inventory, name }} />}
          <p class="muted exports-said" role="status">
            {said}
          </p>
          <p class="muted">{t('exports.licence', { licence: language.licence })}</p>
        </section>
        {preview && <img class="exports-preview" src={preview} alt={t('exports.preview', { language: name })} />}
      </div>
    </Screen>
  );
}

function Offer({ title, hint, children }: { title: string; hint: string; children: ComponentChildren }) {
  return (
    <section class="card exports-offer">
      <h2>{title}</h2>
      <p class="muted">{hint}</p>
      <div class="exports-buttons">{children}</div>
    </section>
  );
}

function DeckOffer({ inventory, name }: { inventory: Inventory; name: string }) {
  const { id, language } = inventory;
  const audio = deckClips(inventory);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const { makeDeck } = await import('./deck.ts');
      const about = [...language.sources.map(({ citation }) => citation), language.licence].join('\n');
      const deck = await makeDeck(inventory, { title: `Phonochart::${name}`, about }, (done) =>
        setSaid(t('exports.making', { done, total: audio.length })),
      );
      const file = `${id}.apkg`;
      save(file, 'application/octet-stream', deck.bytes as Uint8Array<ArrayBuffer>);
      setSaid(deck.missing > 0 ? t('exports.missing', { n: deck.missing, file }) : t('exports.saved', { file }));
    } catch (error) {
      console.warn(error);
      setSaid(t('exports.failed'));
    } finally {
      setBusy(false);
    }
  };
  const size = fileSize(audio.reduce((sum, { bytes }) => sum + bytes, 0));
  const clips = audio.length > 0 ? ` ${t('exports.ankiClips', { n: audio.length, size })}.` : '';
  const notes = inventory.phonemes.length + inventory.words.length;
  return (
    <Offer title={t('exports.cards')} hint={`${t('exports.ankiHint', { notes })}${clips}`}>
      <Button look="outline" disabled={busy} onClick={make}>
        {t('exports.anki')}
      </Button>
      <p class="muted exports-said" role="status">
        {said}
      </p>
    </Offer>
  );
}

const BackLink = ({ to }: { to: string }) => (
  <a class="icon-button" href={to}>
    <BackIcon />
    <span class="visually-hidden">{t('nav.back')}</span>
  </a>
);

/** Undefined while it is on its way: no drawing is shown, printed or saved that would look otherwise a moment later. */
function useFont(): { url: string | undefined } | undefined {
  const [font, setFont] = useState<{ url: string | undefined }>();
  useEffect(() => {
    ipaFont().then((url) => setFont({ url }));
  }, []);
  return font;
}

/** As an image the drawing's own styles stay its own. */
function useObjectUrl(svg: string | undefined): string | undefined {
  const url = useMemo(() => svg && URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' })), [svg]);
  useEffect(() => () => URL.revokeObjectURL(url ?? ''), [url]);
  return url;
}
