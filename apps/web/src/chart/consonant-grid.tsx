// The consonant grid: places across, manners down; scrolls sideways where the places do not fit.
// biome-ignore-all lint/a11y/useSemanticElements: a chart is a grid in explicit ARIA; a table's layout cannot be drawn so
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stands on the sound's button inside the cell

import { term } from '@phonochart/phonetics/terms.ts';
import { useRef, useState } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import { type ChartSound, isVoiced } from './chart-sound.ts';
import { columnHeading, mannerHeading, seriesNamesOf } from './headings.ts';
import type { Block, Line, Tray } from './layout/blocks.ts';
import type { Column } from './layout/columns.ts';
import type { ConsonantLayout } from './layout/consonant-layout.ts';
import type { SymbolSize } from './layout/symbol-width.ts';
import { secondaryLabel } from './legend.tsx';
import { SoundButton } from './sound-button.tsx';
import { capitalised } from './sound-name.tsx';

type GridProps = { layout: ConsonantLayout; desktop: boolean };

export function ConsonantGrid({ layout, desktop }: GridProps) {
  const { columns, column, pairs, small, type } = layout;
  const sideways = type === 'sideways';
  const strip = useRef<HTMLDivElement>(null);
  const [edge, setEdge] = useState({ start: false, end: true });
  const onScroll = (event: Event) => {
    const scroller = event.currentTarget as HTMLElement;
    if (strip.current) strip.current.scrollLeft = scroller.scrollLeft;
    const start = scroller.scrollLeft > 4;
    const end = scroller.scrollLeft < scroller.scrollWidth - scroller.clientWidth - 4;
    setEdge((before) => (before.start === start && before.end === end ? before : { start, end }));
  };
  const classes = ['consonant-grid', type];
  if (desktop && !sideways) classes.push('with-gutter');
  if (pairs) classes.push('pairs');
  if (small) classes.push('small');
  if (sideways && edge.start) classes.push('shade-start');
  if (sideways && edge.end) classes.push('shade-end');
  const width = (pairs ? column / 2 - 6 : column - 3) | 0;
  const size: SymbolSize = small ? 28 : desktop ? 24 : 23;
  const label = t('chart.consonants');
  return (
    <div
      class={classes.join(' ')}
      role="grid"
      aria-label={label}
      aria-colcount={columns.length + 1}
      style={{ '--columns': columns.length, '--column': `${column}px` }}
    >
      <div class="grid-heads" role="rowgroup" ref={strip}>
        <div role="row" class="grid-line">
          {desktop && !sideways && <span class="corner" />}
          {columns.map((each, at) => (
            <span key={each.places.join()} role="columnheader" aria-colindex={at + 2}>
              {columnHeading(each)}
            </span>
          ))}
        </div>
      </div>
      <div class="grid-body" onScroll={sideways ? onScroll : undefined}>
        {layout.blocks.map((block) => (
          <MannerBlock key={block.manners.join()} {...{ block, columns, pairs, width, size }} />
        ))}
      </div>
    </div>
  );
}

type BlockProps = { block: Block; columns: readonly Column[]; pairs: boolean; width: number; size: SymbolSize };

function MannerBlock({ block, columns, pairs, width, size }: BlockProps) {
  const manner = mannerHeading(block.manners);
  const names = seriesNamesOf(block.series);
  return (
    <div role="rowgroup" class="grid-block">
      {block.lines.map((line, at) => (
        <div role="row" class="grid-line" key={`${line.secondary} ${line.series}`}>
          <LineHeading {...{ line, manner, names, block, first: at === 0 }} />
          {line.cells.map((cell, index) =>
            cell.length === 0 ? null : (
              <span
                key={columns[index]!.places.join()}
                role="gridcell"
                class="grid-cell"
                aria-colindex={index + 2}
                style={{ '--at': index + 1 }}
              >
                <CellSounds {...{ cell, pairs, width, size }} />
              </span>
            ),
          )}
        </div>
      ))}
      {block.trays.length > 0 && <TrayRow {...{ trays: block.trays, manner, columns }} />}
    </div>
  );
}

function CellSounds({
  cell,
  pairs,
  width,
  size,
}: {
  cell: ChartSound[];
  pairs: boolean;
  width: number;
  size: SymbolSize;
}) {
  const button = (sound: ChartSound) => <SoundButton key={sound.id} {...{ sound, width, size }} />;
  if (!pairs) return <>{cell.map(button)}</>;
  const voiced = cell.filter(isVoiced);
  return (
    <>
      <span class="half">{cell.filter((sound) => !isVoiced(sound)).map(button)}</span>
      <span class="half">{voiced.map(button)}</span>
    </>
  );
}

type HeadingProps = { line: Line; manner: string; names: string[]; block: Block; first: boolean };

/** The manner stands over its first line; the lines below say their series and secondary articulation. */
function LineHeading({ line, manner, names, block, first }: HeadingProps) {
  const series = line.series && block.series.length > 0 ? names[block.series.indexOf(line.series)] : undefined;
  const startsSecondary =
    line.secondary !== '' && block.lines.find((each) => each.secondary === line.secondary) === line;
  const secondary = line.secondary && capitalised(secondaryLabel(line.secondary));
  return (
    <span
      role="rowheader"
      class={first ? 'row-head' : startsSecondary ? 'row-head sub' : 'row-head later'}
      aria-colindex={1}
    >
      <span class="row-head-text">
        {first ? <b>{manner}</b> : <span class="visually-hidden">{manner} </span>}
        {first && names.length > 0 && <span class="series-order"> {names.join(' · ')}</span>}
        {startsSecondary && <span class="secondary-label">{secondary}</span>}
        {series && <span class="series-label">{series}</span>}
        {!series && !first && line.series && <span class="visually-hidden">{term(line.series, lang.value)}</span>}
      </span>
    </span>
  );
}

type TrayRowProps = { trays: Tray[]; manner: string; columns: readonly Column[] };

/** What crowded cells could not hold: one box for a block, always open, notched to their columns. */
function TrayRow({ trays, manner, columns }: TrayRowProps) {
  const place = (tray: Tray) => columnHeading(columns[tray.column]!).replaceAll(/[\u00ad\u200b]/g, '');
  const title = trays.length === 1 ? t('chart.more', { place: place(trays[0]!), manner: manner.toLowerCase() }) : '';
  return (
    <div role="row" class="tray-line">
      <span role="gridcell" class="tray">
        {trays.map((tray) => (
          <span key={tray.column} class="tray-notch" aria-hidden="true" style={{ '--at': tray.column + 1 }}>
            {title ? t('chart.below', { n: tray.sounds.length }) : `+${tray.sounds.length}`}
          </span>
        ))}
        {trays.map((tray) => (
          <span key={tray.column} class="tray-group">
            <b class="tray-title">{title || place(tray)}</b>
            <span class="tray-sounds">
              {tray.sounds.map((sound) => (
                <SoundButton key={sound.id} sound={sound} width={48} />
              ))}
            </span>
          </span>
        ))}
      </span>
    </div>
  );
}
