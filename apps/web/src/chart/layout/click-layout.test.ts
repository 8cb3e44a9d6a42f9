import { expect, test } from 'vitest';
import { exampleSounds } from '../example-sounds.ts';
import { layoutClicks } from './click-layout.ts';

test('accompaniments are rows under bands, voiceless above voiced', () => {
  const { influxes, bands } = layoutClicks(exampleSounds('ǀ ǃ ɡǀ ɡǃ ǀʰ ŋǀ ŋǃ ǃχ'), 54);
  expect(influxes).toEqual(['dental', 'alveolar']);
  expect(bands.map(({ band, rows }) => [band, rows.map((row) => row.rest)])).toEqual([
    ['', ['', 'aspirated']],
    ['nasal', ['']],
    ['affricated', ['']],
  ]);
  const plain = bands[0]!.rows[0]!.lines.map((line) => line.flat().map((sound) => sound.symbol));
  expect(plain).toEqual([
    ['ǀ', 'ǃ'],
    ['ɡǀ', 'ɡǃ'],
  ]);
});

test('all symbols of a row are of one size, never under 15 px', () => {
  const { bands } = layoutClicks(exampleSounds('ŋ̊ǃʰ ŋ̊ʘʰ ɡǃqʰ'), 44);
  for (const { rows } of bands) for (const { size } of rows) expect(size).toBeGreaterThanOrEqual(15);
});
