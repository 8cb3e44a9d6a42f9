// The list view: the same rows, wrapped, each sound under the name of its place.

import { backnessName, backnessNames, heightName, heightNames } from '@phonochart/phonetics/vowel.ts';
import { t } from '../i18n/i18n.ts';
import type { ChartSound } from './chart-sound.ts';
import { columnHeading, heading, mannerHeading } from './headings.ts';
import { columnIndex } from './layout/columns.ts';
import type { ConsonantLayout } from './layout/consonant-layout.ts';
import { SoundButton } from './sound-button.tsx';
import './sound-list.css';

export function ConsonantList({ layout }: { layout: ConsonantLayout }) {
  return (
    <fieldset class="sound-list consonant-list">
      <legend class="visually-hidden">{t('chart.consonants')}</legend>
      {layout.blocks.map((block) => {
        const sounds = [
          ...block.lines.flatMap((line) => line.cells.flat()),
          ...block.trays.flatMap((tray) => tray.sounds),
        ];
        return (
          <section key={block.manners.join()}>
            <h3>{mannerHeading(block.manners)}</h3>
            {layout.columns.map((column, at) => {
              const here = sounds.filter((sound) => columnIndex(layout.columns, sound) === at);
              return <ListPlace key={column.places.join()} caption={columnHeading(column)} sounds={here} />;
            })}
          </section>
        );
      })}
    </fieldset>
  );
}

/** Vowels by height, close to open, each under how far back it is. */
export function VowelList({ sounds }: { sounds: readonly ChartSound[] }) {
  const at = (sound: ChartSound, of: 'height' | 'backness') => {
    const point = sound.placement.type === 'points' ? sound.placement.points[0] : undefined;
    if (!point) return undefined;
    return of === 'height' ? heightName(point.height) : backnessName(point.backness);
  };
  return (
    <fieldset class="sound-list">
      <legend class="visually-hidden">{t('chart.vowels')}</legend>
      {heightNames.map((height) => {
        const row = sounds.filter((sound) => at(sound, 'height') === height);
        if (row.length === 0) return null;
        return (
          <section key={height}>
            <h3>{heading(height)}</h3>
            {backnessNames.map((backness) => {
              const here = row.filter((sound) => at(sound, 'backness') === backness);
              return <ListPlace key={backness} caption={heading(backness)} sounds={here} />;
            })}
          </section>
        );
      })}
    </fieldset>
  );
}

/** The sounds of one place under its name; nothing where there are none. */
export function ListPlace({ caption, sounds }: { caption: string; sounds: readonly ChartSound[] }) {
  if (sounds.length === 0) return null;
  return (
    <div class="list-place">
      <span class="list-caption" aria-hidden="true">
        {caption}
      </span>
      {sounds.map((sound) => (
        <SoundButton key={sound.id} sound={sound} width={60} />
      ))}
    </div>
  );
}
