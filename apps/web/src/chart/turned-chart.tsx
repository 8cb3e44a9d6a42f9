// The turned chart: each place a row of its manner, sounds in fixed slots, so that a gap shows what is missing.
// biome-ignore-all lint/a11y/useSemanticElements: a chart is a grid in explicit ARIA; a table's layout cannot be drawn so
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stands on the sound's button inside the cell
import { t } from '../i18n/i18n.ts';
import { columnHeading, heading, mannerHeading, seriesNamesOf } from './headings.ts';
import type { ConsonantLayout } from './layout/consonant-layout.ts';
import type { TurnedBlock, TurnedRow } from './layout/turned.ts';
import { SoundButton } from './sound-button.tsx';
import './turned-chart.css';

type TurnedProps = { layout: ConsonantLayout; desktop: boolean; width: number };

export function TurnedChart({ layout, desktop, width }: TurnedProps) {
  const slot = desktop ? 52 : 47;
  const gutter = desktop ? 124 : 62;
  return (
    <div
      class="turned-chart"
      role="grid"
      aria-label={t('chart.consonants')}
      style={{ '--slot': `${slot}px`, '--gutter': `${gutter}px`, '--room': `${width - gutter}px` }}
    >
      {layout.turned.map((block) => (
        <TurnedBlockRows key={block.manner} block={block} slot={slot} />
      ))}
    </div>
  );
}

function TurnedBlockRows({ block, slot }: { block: TurnedBlock; slot: number }) {
  const manner = mannerHeading([block.manner]);
  const names = seriesNamesOf(block.series);
  return (
    <div role="rowgroup" class="turned-block">
      {!block.single && (
        <div role="row" class="turned-head">
          <span role="rowheader">
            <b>{manner}</b> {names.length > 1 && <span class="series-order">{names.join(' · ')}</span>}
          </span>
        </div>
      )}
      {block.rows.map((row) => (
        <div role="row" class="turned-row" key={row.place}>
          <span role="rowheader" class="turned-place">
            {block.single ? <b>{heading(block.manner)}</b> : <span class="visually-hidden">{manner} </span>}
            <span>{columnHeading({ places: [row.place] })}</span>
          </span>
          <TurnedRuns row={row} slot={slot} />
        </div>
      ))}
    </div>
  );
}

function TurnedRuns({ row, slot }: { row: TurnedRow; slot: number }) {
  return (
    <span class="turned-runs" role="presentation">
      {row.runs.map((run) => (
        <span class="turned-run" role="presentation" key={run.secondary}>
          {run.slots.map((sounds, at) =>
            sounds.length === 0 ? (
              <span key={at} class="slot" role="presentation" />
            ) : (
              <span key={at} class="slot" role="gridcell">
                {sounds.map((sound) => (
                  <SoundButton key={sound.id} sound={sound} width={slot - 4} />
                ))}
              </span>
            ),
          )}
        </span>
      ))}
    </span>
  );
}
