import { describe, expect, test } from 'vitest';
import { exampleSounds } from '../example-sounds.ts';
import { layoutConsonants, type Room } from './consonant-layout.ts';

const phone: Room = { width: 348, desktop: false, list: false };
const desktop: Room = { width: 720, desktop: true, list: false };
const english = 'p b t d k ɡ t͡ʃ d͡ʒ m n ŋ f v θ ð s z ʃ ʒ h ɹ j w l';
const ubykh =
  'p b pʼ pˤ bˤ pˤʼ t d tʼ tʷ dʷ tʷʼ k ɡ kʼ kʲ ɡʲ kʲʼ kʷ ɡʷ kʷʼ q qʼ qʲ qʲʼ qʷ qʷʼ qˤ qˤʼ ts dz tsʼ tʃ dʒ tʃʼ tɕ dʑ tɕʼ tɕʷ dʑʷ tɕʷʼ ʈʂ ɖʐ m n r f v s z ʃ ʒ ʃʷ ʒʷ ʂ ʐ ɕ ʑ ɕʷ ʑʷ x ɣ χ ʁ χʲ ʁʲ χʷ ʁʷ χˤ ʁˤ h ħ ʕ ɬ j l';

const places = (symbols: string, room = phone) =>
  layoutConsonants(exampleSounds(symbols), room).columns.map((column) => column.places.join('+'));
const linesOf = (symbols: string, manner: string, room = phone) =>
  layoutConsonants(exampleSounds(symbols), room)
    .blocks.find((block) => block.manners.some((each) => each === manner))!
    .lines.map((line) => line.cells.flat().map((sound) => sound.symbol));

describe('columns', () => {
  test('eight places at 360 px keep a column each, of 43.5 px', () => {
    const layout = layoutConsonants(exampleSounds(english), phone);
    expect(layout.type).toBe('grid');
    expect(layout.columns).toHaveLength(8);
    expect(layout.column).toBe(43.5);
  });

  test('below 43 px, bilabial and labiodental merge if they share no manner', () => {
    expect(places('p t s θ ʃ c k q h f v')).toContain('bilabial+labiodental');
  });

  test('places that collide in a manner and voicing do not merge: the grid goes sideways instead', () => {
    const layout = layoutConsonants(exampleSounds('p ɸ t s θ ʃ ɕ ç c k q h f'), phone);
    expect(layout.columns.every((column) => column.places.length === 1)).toBe(true);
    expect(layout.type).toBe('sideways');
  });

  test('sideways: the last column in view is cut in half, and none is under 46 px', () => {
    const { type, column } = layoutConsonants(exampleSounds('p f θ t ʃ ʈ ɕ c k q ħ h ɸ s'), phone);
    expect(type).toBe('sideways');
    expect(column).toBeGreaterThanOrEqual(46);
    expect((phone.width / column) % 1).toBeCloseTo(0.5);
  });

  test('a bare coronal that spans places stands in the alveolar column', () => {
    const sounds = exampleSounds('t k');
    sounds[0]!.placement = { type: 'cell', places: ['dental', 'alveolar', 'postalveolar'], manner: 'plosive' };
    expect(layoutConsonants(sounds, phone).columns.map(({ places: [first] }) => first)).toEqual(['alveolar', 'velar']);
  });
});

describe('rows', () => {
  test('voiceless stands above voiced', () => {
    expect(linesOf(english, 'plosive')).toEqual([
      ['p', 't', 'k'],
      ['b', 'd', 'ɡ'],
    ]);
  });

  test('affricates and implosives are rows', () => {
    const manners = layoutConsonants(exampleSounds(`${english} ɓ`), phone).blocks.flatMap((block) => block.manners);
    expect(manners.slice(0, 3)).toEqual(['plosive', 'implosive', 'affricate']);
  });

  test('a contrastive series is a line of its own, in the order voiceless, aspirated, voiced, breathy', () => {
    expect(linesOf('p pʰ b bʱ t tʰ d dʱ k kʰ ɡ ɡʱ', 'plosive')).toEqual([
      ['p', 't', 'k'],
      ['pʰ', 'tʰ', 'kʰ'],
      ['b', 'd', 'ɡ'],
      ['bʱ', 'dʱ', 'ɡʱ'],
    ]);
  });

  test('one aspirated stop is no series: it stands under the plain one', () => {
    expect(linesOf('p t tʰ k', 'plosive')).toEqual([['p', 't', 'tʰ', 'k']]);
  });

  test('affricates join plosives of three series where no column collides', () => {
    const korean = layoutConsonants(exampleSounds('p pʰ p͈ t tʰ t͈ tɕ tɕʰ t͈ɕ k kʰ k͈ m n'), phone);
    expect(korean.blocks[0]!.manners).toEqual(['plosive', 'affricate']);
    const colliding = layoutConsonants(exampleSounds('p pʰ b t tʰ d ts tsʰ dz'), phone);
    expect(colliding.blocks[0]!.manners).toEqual(['plosive']);
  });

  test('ejectives stand with the plosives as a series', () => {
    expect(linesOf('p b pʼ t d tʼ k ɡ kʼ', 'plosive')[2]).toEqual(['pʼ', 'tʼ', 'kʼ']);
  });

  test('a secondary articulation at two places has a labelled line, at one it is stacked under the plain sound', () => {
    expect(linesOf('t k tʷ kʷ', 'plosive')).toEqual([
      ['t', 'k'],
      ['tʷ', 'kʷ'],
    ]);
    expect(linesOf('t k kʷ', 'plosive')).toEqual([['t', 'k', 'kʷ']]);
  });

  test('of a crowded cell the plain pair stays, the rest stands in a tray at its column', () => {
    const [block] = layoutConsonants(exampleSounds('p b t d tː dː t̺ t̚ tⁿ ⁿd k ɡ'), phone).blocks;
    const cell = block!.lines.flatMap((line) => line.cells[1] ?? []).map((sound) => sound.symbol);
    expect(cell).toEqual(['t', 'd']);
    expect(block!.trays).toHaveLength(1);
    expect(block!.trays[0]).toMatchObject({ column: 1 });
    expect(block!.trays[0]!.sounds.map((sound) => sound.symbol)).toEqual(['t̺', 'tⁿ', 't̚', 'tː', 'ⁿd', 'dː']);
  });

  test('variants leave a crowded cell before phonemes do', () => {
    const sounds = exampleSounds('t d tˤ dˤ k', 'consonant', 't>tʰ t>t̚ d>d̥');
    const [block] = layoutConsonants(sounds, phone).blocks;
    expect(block!.trays[0]!.sounds.every((sound) => sound.variant)).toBe(true);
    expect(block!.trays[0]!.sounds).toHaveLength(3);
  });
});

describe('beyond the grid', () => {
  test('sounds made at two places at once have no column', () => {
    const layout = layoutConsonants(exampleSounds(english), phone);
    expect(layout.doubles.map((sound) => sound.symbol)).toEqual(['w']);
  });

  test('three or more geminates with a short fellow are one closed line', () => {
    const layout = layoutConsonants(exampleSounds('p t k s pː tː kː'), phone);
    expect(layout.geminates.map((sound) => sound.symbol)).toEqual(['pː', 'tː', 'kː']);
    expect(layoutConsonants(exampleSounds('p t k s pː tː'), phone).geminates).toEqual([]);
  });

  test('where length sets consonants apart, all long ones stand there, also doubled letters and those at two places', () => {
    const longOf = (symbols: string) =>
      layoutConsonants(exampleSounds(symbols), phone).geminates.map((sound) => sound.symbol);
    expect(longOf('p t k pp tt kk w ww n̪ nː')).toEqual(['pp', 'tt', 'kk', 'ww', 'nː']);
  });

  test('beside a labelled secondary articulation one without a plain sound is labelled too', () => {
    expect(linesOf('fʲ vʲ fˠ sˠ ɕ', 'fricative')).toEqual([['ɕ'], ['fʲ'], ['vʲ'], ['fˠ', 'sˠ']]);
    expect(linesOf('t k kʲ tʷ kʷ', 'plosive')).toEqual([
      ['t', 'k', 'kʲ'],
      ['tʷ', 'kʷ'],
    ]);
  });

  test('over 24 lines, or sideways with three secondary sub-rows, the chart is turned', () => {
    const { type, turned } = layoutConsonants(exampleSounds(ubykh), phone);
    expect(type).toBe('turned');
    const velar = turned[0]!.rows.find((row) => row.place === 'velar')!;
    expect(velar.runs.map((run) => run.slots.map((slot) => slot[0]?.symbol))).toEqual([
      ['k', 'ɡ', 'kʼ'],
      ['kʲ', 'ɡʲ', 'kʲʼ'],
      ['kʷ', 'ɡʷ', 'kʷʼ'],
    ]);
  });

  test('in the turned chart a missing sound leaves its slot empty', () => {
    const { turned } = layoutConsonants(exampleSounds(ubykh), phone);
    const uvular = turned[0]!.rows.find((row) => row.place === 'uvular')!;
    expect(uvular.runs[0]!.slots.map((slot) => slot.length)).toEqual([1, 0, 1]);
  });
});

describe('desktop', () => {
  test('pairs stand side by side in columns of 76 px or more', () => {
    expect(layoutConsonants(exampleSounds(english), desktop).pairs).toBe(true);
    expect(layoutConsonants(exampleSounds(english), { ...desktop, width: 700 }).pairs).toBe(false);
  });

  test('pairs are never mixed with a series', () => {
    expect(layoutConsonants(exampleSounds('p pʰ b t tʰ d k kʰ ɡ f v s z'), desktop).pairs).toBe(false);
  });

  test('four places or fewer are drawn large', () => {
    expect(layoutConsonants(exampleSounds('p t k ɡ β ɾ'), desktop)).toMatchObject({ small: true, pairs: false });
  });
});

describe('phonetic mode', () => {
  test('two phonemes that become one phone share its button', () => {
    const [, , phone] = exampleSounds('t d', 'consonant', 't>ɾ d>ɾ');
    expect(phone).toMatchObject({
      symbol: 'ɾ',
      caption: '/t/ /d/',
      phonemes: ['test:t', 'test:d'],
      also: ['test:d>ɾ'],
    });
  });

  test('a variant at another place is captioned with its phoneme, one in its own cell is not', () => {
    const sounds = exampleSounds('t s', 'consonant', 't>ʔ t>tʰ');
    expect(sounds.map(({ symbol, caption }) => [symbol, caption])).toEqual([
      ['t', undefined],
      ['s', undefined],
      ['ʔ', '/t/'],
      ['tʰ', undefined],
    ]);
  });
});
