// The list view: the same rows, wrapped, each sound under the name of its place.
import { t } from '../i18n/i18n.ts';
import { columnHeading, mannerHeading } from './headings.ts';
import { columnIndex } from './layout/columns.ts';
import type { ConsonantLayout } from './layout/consonant-layout.ts';
import { SoundButton } from './sound-button.tsx';
import './sound-list.css';

export function ConsonantList({ layout }: { layout: ConsonantLayout }) {
  return (
    <fieldset class="consonant-list">
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
              if (here.length === 0) return null;
              return (
                <div class="list-place" key={column.places.join()}>
                  <span class="list-caption" aria-hidden="true">
                    {columnHeading(column)}
                  </span>
                  {here.map((sound) => (
                    <SoundButton key={sound.id} sound={sound} width={60} />
                  ))}
                </div>
              );
            })}
          </section>
        );
      })}
    </fieldset>
  );
}
