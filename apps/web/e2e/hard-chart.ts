// A made-up language that is hard to draw: clicks, four series, a crowded cell, long, nasal and breathy vowels, many diphthongs.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RealServer } from './real-server.ts';

export const hardChart = 'hard-chart';

const consonants =
  'p pʰ b bʱ m t tʰ d dʱ n̪ tⁿ t̺ ⁿd tʲ tʷ ʈ ʈʰ ɖ ɖʱ ɳ k kʰ ɡ ɡʱ ŋ q ʔ ts tsʰ dz tʃ dʒ f v s z ʃ ʒ χ ʁ h r l j w kp pː tː kː sː';
const clicks = ['ǀ', 'ǃ', 'ǁ'].flatMap((influx) => [influx, `ɡ${influx}`, `ŋ${influx}`, `k${influx}ʰ`, `k${influx}ʼ`]);
const vowels = 'i y e a o u ə iː eː aː oː uː ĩ ã ũ i̤ a̤ ṳ';
const diphthongs = 'ai ei oi ui au eu iu ou ia ie';

/** As a teacher would, by a spreadsheet; its words have no transcription and nobody to say them. */
export async function importHardChart(server: RealServer): Promise<void> {
  const file = join(server.folder, 'hard.csv');
  const rows = [
    'symbol,type,example,gloss,allophones',
    't,consonant,[t]apa,cover,ɾ (between vowels)',
    ...consonants.split(' ').flatMap((symbol) => (symbol === 't' ? [] : [`${symbol},consonant,,,`])),
    ...clicks.map((symbol) => `${symbol},consonant,,,`),
    ...vowels.split(' ').map((symbol) => `${symbol},vowel,,,`),
    ...diphthongs.split(' ').map((symbol) => `${symbol},diphthong,,,`),
    'Q,,,,',
  ];
  writeFileSync(file, rows.join('\n'));
  const script = fileURLToPath(new URL('../../../scripts/import.ts', import.meta.url));
  const options = ['--code', hardChart, '--name', 'Hard', '--licence', 'CC0-1.0'];
  await promisify(execFile)(process.execPath, [script, 'csv', file, ...options], {
    env: { ...process.env, DATA_DIR: server.dataDir },
  });
}
