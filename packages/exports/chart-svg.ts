// A language's whole chart as one drawing that stands by itself: on paper, on a slide, on a web page.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { InterfaceLanguage } from '@phonochart/catalog/terms.ts';
import { gridOf } from '@phonochart/phonetics/chart.ts';
import { type ChartMode, type ChartView, type PlacedSound, placedSounds } from '@phonochart/phonetics/placed-sound.ts';
import { term } from '@phonochart/phonetics/terms.ts';
import { capitalised, gridFigure } from './grid-figure.ts';
import { escaped, type Figure, linesOf, svgText } from './svg-text.ts';
import { runFigure, toneFigure } from './tone-figure.ts';
import { vowelFigure } from './vowel-figure.ts';

export type ChartDrawing = {
  lang: InterfaceLanguage;
  mode: ChartMode;
  /** Said beside the licence: whether anybody has checked it. */
  note?: string | undefined;
  /** An address of the IPA font (a data: URL makes the file whole by itself); without it the reader's own font serves. */
  font?: string | undefined;
};

const width = 1000;
const margin = 28;
const inside = width - 2 * margin;

const style = `
text{font-family:"Source Sans 3","Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1D1A24}
.title{font-weight:600}.section{font-weight:600}.heading,.foot{fill:#5A5563}
.ipa{font-family:"Phonochart IPA","Charis SIL","Doulos SIL","Gentium Plus","Noto Serif",serif}
.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.rule{stroke:#C9C3B8;stroke-width:1}.frame{stroke:#867F74;stroke-width:1}.stripe{fill:#F6F3EC}
.dot{fill:#1D1A24}.contour{fill:none;stroke:#0B4F3E;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}`;

/** An SVG document, 1000 units wide and as high as it needs, on white. Text in it is text, and can be searched. */
export function chartSvg(inventory: Inventory, { lang, mode, note, font }: ChartDrawing): string {
  const { language } = inventory;
  const variety = language.variety?.[lang] ?? language.variety?.en;
  const name = language.names?.[lang] ?? language.name;
  const title = [language.autonym === name ? '' : language.autonym, name].filter(Boolean).join(' · ');
  const parts: string[] = [];
  let y = margin + 22;
  parts.push(svgText(margin, y, title, { size: 26, kind: 'title' }));
  if (variety) {
    y += 22;
    parts.push(svgText(margin, y, variety, { size: 15, kind: 'heading' }));
  }
  for (const { heading, figure } of figuresOf(inventory, lang, mode)) {
    y += 34;
    parts.push(svgText(margin, y, heading, { size: 15, kind: 'section' }));
    y += 10;
    parts.push(`<g transform="translate(${margin},${Math.round(y)})">${figure.svg}</g>`);
    y += figure.height;
  }
  y += 14;
  for (const text of footOf(inventory, note)) {
    for (const lineText of linesOf(text, inside, 10.5)) {
      y += 14;
      parts.push(svgText(margin, y, lineText, { size: 10.5, kind: 'foot' }));
    }
  }
  const height = Math.ceil(y + margin);
  const face = font ? `@font-face{font-family:"Phonochart IPA";src:url("${escaped(font)}")}` : '';
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" lang="${lang}" role="img">` +
    `<title>${escaped(title)}</title><style>${face}${style}</style><rect width="${width}" height="${height}" fill="#fff"/>` +
    `${parts.join('\n')}</svg>\n`
  );
}

type Section = { heading: string; figure: Figure };

function figuresOf(inventory: Inventory, lang: InterfaceLanguage, mode: ChartMode): Section[] {
  const sounds = placedSounds(inventory, mode);
  const of = (...views: ChartView[]) => sounds.filter(({ view }) => views.includes(view));
  const headed = (view: ChartView, members: readonly PlacedSound[], draw: () => Figure): Section[] =>
    members.length === 0 ? [] : [{ heading: `${capitalised(term(view, lang))} (${members.length})`, figure: draw() }];
  const consonants = of('consonants', 'affricates');
  const clicks = of('clicks');
  const diphthongs = of('diphthongs');
  const tones = of('tones');
  const other = of('other');
  return [
    ...headed('consonants', consonants, () => gridFigure(gridOf('consonants', consonants), inside, lang)),
    ...headed('clicks', clicks, () => gridFigure(gridOf('clicks', clicks), inside, lang)),
    ...headed('vowels', of('vowels'), () => vowelSets(of('vowels'), lang)),
    ...headed('diphthongs', diphthongs, () => runFigure(diphthongs, inside)),
    ...headed('tones', tones, () => toneFigure(tones, inside, (sound) => toneName(inventory, sound))),
    ...headed('other', other, () => runFigure(other, inside)),
  ];
}

/** Plain vowels first; each modification (long, nasalised, …) has a trapezoid of its own, two abreast. */
function vowelSets(sounds: readonly PlacedSound[], lang: InterfaceLanguage): Figure {
  const sets = new Map<string, PlacedSound[]>();
  for (const sound of sounds) {
    const key = modificationOf(sound, lang);
    sets.set(key, [...(sets.get(key) ?? []), sound]);
  }
  // One or two vowels do not need a trapezoid of their own.
  const small = [...sets].filter(([key, members]) => key !== '' && members.length < 3);
  const plain = [...(sets.get('') ?? []), ...small.flatMap(([, members]) => members)];
  const large = [...sets].filter(([key, members]) => key !== '' && members.length >= 3);
  const figures = [...(plain.length > 0 ? ([['', plain]] as [string, PlacedSound[]][]) : []), ...large];
  const across = figures.length > 1 ? (inside - 30) / 2 : 560;
  let y = 0;
  let row = 0;
  const drawn = figures.map(([key, members], at) => {
    const { height, svg } = vowelFigure(members, across);
    const x = (at % 2) * (across + 30);
    if (at % 2 === 0) {
      y += row;
      row = 0;
    }
    row = Math.max(row, height + 18);
    const label = key ? svgText(46, 10, capitalised(key), { size: 12, kind: 'heading' }) : '';
    return `<g transform="translate(${x},${y})">${label}<g transform="translate(0,${key ? 8 : 0})">${svg}</g></g>`;
  });
  return { height: y + row, svg: drawn.join('') };
}

function modificationOf({ features }: PlacedSound, lang: InterfaceLanguage): string {
  if (!features) return '';
  const { length, nasality, phonation, secondary, modifiers } = features;
  return [
    length === 'short' ? '' : length,
    nasality === 'oral' ? '' : nasality,
    phonation === 'voiced' ? '' : phonation,
    ...secondary,
    ...modifiers.filter((name) => name === 'rhotic' || name.endsWith('tongue-root')),
  ]
    .filter(Boolean)
    .map((key) => term(key, lang))
    .join(', ');
}

function toneName({ phonemes }: Inventory, { id, symbol }: PlacedSound): string {
  const name = phonemes.find((phoneme) => phoneme.id === id)?.name;
  return name ? `${name} ${symbol}` : symbol;
}

/** Whose it is: a drawing travels without the app. */
function footOf({ language }: Inventory, note = ''): string[] {
  const [first] = language.sources;
  return [
    ...(first ? [first.citation] : []),
    [language.contributors.map(({ name }) => name).join(', '), language.licence, note, 'Phonochart']
      .filter(Boolean)
      .join(' · '),
  ];
}
