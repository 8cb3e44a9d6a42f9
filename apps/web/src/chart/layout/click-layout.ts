// The clicks' own grid: influx across, accompaniments down in bands, voiceless above voiced.
import type { Influx } from '@phonochart/catalog/placement.ts';
import { influxNames } from '@phonochart/catalog/terms.ts';
import { type ChartSound, isVoiced } from '../chart-sound.ts';
import { type SymbolSize, symbolSizes, symbolWidth } from './symbol-width.ts';

/** One accompaniment, voicing aside; `rest` is what its label says beyond the band. */
export type ClickRow = { accompaniment: string; rest: string; lines: ChartSound[][][]; size: SymbolSize | 15 };
export type ClickBand = { band: string; rows: ClickRow[] };
export type ClickLayout = { influxes: Influx[]; bands: ClickBand[] };

/** Parts of an accompaniment that make a band of their own, the weightiest first. */
const bandParts = ['nasal', 'glottalised', 'uvular', 'affricated', 'ejective'] as const;
/** What makes no row of its own: voicing is a line, and a back closure at the velum is the plain one. */
const noRow: readonly string[] = ['voiceless', 'voiced', 'k'];

/** `column`: width of an influx column, in px. All symbols of a row are of one size, never under 15 px. */
export function layoutClicks(sounds: readonly ChartSound[], column: number): ClickLayout {
  const clicks = sounds.flatMap((sound) => (sound.placement.type === 'click' ? [{ sound, ...sound.placement }] : []));
  const influxes = influxNames.filter((name) => clicks.some(({ influx }) => influx === name));
  const bands = new Map<string, Map<string, ChartSound[]>>();
  for (const { sound, accompaniment } of clicks) {
    const parts = accompaniment.split('-').filter((part) => !noRow.includes(part));
    const band = bandParts.find((part) => parts.includes(part)) ?? '';
    const rest = parts.filter((part) => part !== band).join('-');
    const rows = bands.get(band) ?? new Map<string, ChartSound[]>();
    bands.set(band, rows.set(rest, [...(rows.get(rest) ?? []), sound]));
  }
  const order = ['', ...bandParts];
  return {
    influxes,
    bands: [...bands]
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
      .map(([band, rows]) => ({
        band,
        rows: [...rows]
          .sort(([a], [b]) => a.length - b.length)
          .map(([rest, members]) => ({
            accompaniment: [band, rest].filter(Boolean).join('-'),
            rest,
            lines: linesOf(members, influxes),
            size: rowSize(members, column),
          })),
      })),
  };
}

function linesOf(members: readonly ChartSound[], influxes: readonly Influx[]): ChartSound[][][] {
  const voiceless = members.filter((sound) => !isVoiced(sound));
  const voiced = members.filter(isVoiced);
  return [voiceless, voiced].flatMap((sounds) =>
    sounds.length === 0
      ? []
      : [
          influxes.map((influx) =>
            sounds.filter((sound) => sound.placement.type === 'click' && sound.placement.influx === influx),
          ),
        ],
  );
}

function rowSize(members: readonly ChartSound[], column: number): ClickRow['size'] {
  const widest = Math.max(...members.map((sound) => symbolWidth(sound.symbol)));
  return symbolSizes.find((size) => size <= 23 && widest * size <= column - 9) ?? 15;
}
