// The clicks: a grid of their own, influx by accompaniment.
// biome-ignore-all lint/a11y/useSemanticElements: a chart is a grid in explicit ARIA; a table's layout cannot be drawn so
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stands on the sound's button inside the cell
import { useMemo, useRef } from 'preact/hooks';
import type { MessageKey } from '../i18n/i18n.ts';
import { t } from '../i18n/i18n.ts';
import type { ChartSound } from './chart-sound.ts';
import { useRovingStop } from './gestures.ts';
import { heading } from './headings.ts';
import { type ClickBand, type ClickRow, layoutClicks } from './layout/click-layout.ts';
import { useDesktop, useMeasured } from './measure.ts';
import { SoundButton } from './sound-button.tsx';
import { ListPlace } from './sound-list.tsx';
import { capitalised } from './sound-name.tsx';
import './clicks.css';

const influxLetters: Readonly<Record<string, string>> = {
  bilabial: 'ʘ',
  dental: 'ǀ',
  alveolar: 'ǃ',
  postalveolar: 'ǃ',
  palatal: 'ǂ',
  lateral: 'ǁ',
  retroflex: '𝼊',
};

export function Clicks({ sounds, asList }: { sounds: readonly ChartSound[]; asList: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const { width, list } = useMeasured(box);
  const desktop = useDesktop();
  const gutter = desktop ? 148 : 76;
  const layout = useMemo(() => {
    const { influxes } = layoutClicks(sounds, 0);
    const column = Math.min(desktop ? 96 : 120, (width - gutter) / influxes.length);
    return { column, ...layoutClicks(sounds, column) };
  }, [sounds, width, desktop, gutter]);
  useRovingStop(box);
  if (list || asList)
    return (
      <div class="clicks card" ref={box} dir="ltr" data-roving>
        <fieldset class="sound-list">
          <legend class="visually-hidden">{t('chart.clicks')}</legend>
          {layout.bands.flatMap(({ band, rows }) =>
            rows.map((row) => (
              <section key={row.accompaniment}>
                <h3>{[band && bandName(band), labelOf(row)].filter(Boolean).join(': ')}</h3>
                {layout.influxes.map((influx, at) => (
                  <ListPlace key={influx} caption={heading(influx)} sounds={row.lines.flatMap((line) => line[at]!)} />
                ))}
              </section>
            )),
          )}
        </fieldset>
      </div>
    );
  return (
    <div class="clicks card" ref={box} dir="ltr" data-roving>
      {width > 0 && (
        <div
          role="grid"
          aria-label={t('chart.clicks')}
          class="click-grid"
          style={{ '--columns': layout.influxes.length, '--column': `${layout.column}px`, '--gutter': `${gutter}px` }}
        >
          <div role="row" class="click-line click-heads">
            <span />
            {layout.influxes.map((influx) => (
              <span role="columnheader" key={influx}>
                <span class="ipa" aria-hidden="true">
                  {influxLetters[influx]}
                </span>
                {heading(influx)}
              </span>
            ))}
          </div>
          {layout.bands.map((band) => (
            <Band key={band.band} band={band} column={layout.column} />
          ))}
        </div>
      )}
    </div>
  );
}

function Band({ band, column }: { band: ClickBand; column: number }) {
  return (
    <div role="rowgroup">
      {band.band && (
        <div role="row" class="click-band">
          <span role="rowheader">{bandName(band.band)}</span>
        </div>
      )}
      {band.rows.flatMap((row) =>
        row.lines.map((line, at) => (
          <div role="row" class="click-line" key={`${row.rest} ${at}`}>
            <span role="rowheader">
              {at === 0 ? labelOf(row) : <span class="visually-hidden">{labelOf(row)}</span>}
            </span>
            {line.map((cell, index) => (
              <span role="gridcell" class="click-cell" key={index}>
                {cell.map((sound) => (
                  <SoundButton key={sound.id} sound={sound} width={column - 4}>
                    <span class="sound-symbol" aria-hidden="true" style={{ fontSize: `${row.size / 16}rem` }}>
                      {sound.symbol}
                    </span>
                  </SoundButton>
                ))}
              </span>
            ))}
          </div>
        )),
      )}
    </div>
  );
}

const bandName = (band: string): string => t(`chart.band.${band}` as MessageKey & `chart.band.${'nasal'}`);

const labelOf = (row: ClickRow): string => (row.rest ? heading(row.rest) : capitalised(t('chart.plain')));
