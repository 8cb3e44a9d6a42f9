// Small sources in a folder of their own for tests: made up, with every habit of the real ones once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with these files; `remove` takes it away. */
export function folderWith(files: Record<string, string | Uint8Array>): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-imports-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const term = (name: string) => `http://cldf.clld.org/v1.0/terms.rdf#${name}`;
const column = (name: string, property?: string, more: object = {}) => ({
  name,
  ...(property ? { propertyUrl: term(property) } : {}),
  ...more,
});

/** Metadata whose tables and columns have names of their own, as a dataset may choose them. */
export const exampleMetadata = (more: object = {}) => ({
  'dc:conformsTo': term('StructureDataset'),
  'rdf:ID': 'made',
  'dc:title': 'Made-up inventories',
  'dc:bibliographicCitation': 'Nobody (2020). Made-up inventories.',
  'dc:license': 'https://creativecommons.org/licenses/by/4.0/',
  'dc:source': 'refs.bib',
  tables: [
    {
      url: 'sounds.csv',
      'dc:conformsTo': term('ValueTable'),
      'dc:extent': 7,
      tableSchema: {
        columns: [
          column('Nr', 'id'),
          column('Variety', 'languageReference'),
          column('Sound', 'value', { null: ['?', ''] }),
          column('By', 'contributionReference'),
          column('Refs', 'source', { separator: ';' }),
          column('Marginal', undefined, { datatype: 'boolean' }),
          column('Allophones', undefined, { separator: ' ' }),
          column('Value_in_Source'),
        ],
      },
    },
    {
      url: 'varieties.csv',
      'dc:conformsTo': term('LanguageTable'),
      tableSchema: {
        columns: [
          column('ID', 'id'),
          column('Label', 'name'),
          column('Glotto', 'glottocode'),
          column('ISO', 'iso639P3code'),
          column('Family'),
        ],
      },
    },
    {
      url: 'authors.csv',
      'dc:conformsTo': term('ContributionTable'),
      tableSchema: {
        columns: [
          column('ID', 'id'),
          column('Who', 'contributor'),
          column('Metadata', undefined, { datatype: 'json' }),
          column('Minimal_Pairs', undefined, { datatype: 'json' }),
        ],
      },
    },
  ],
  ...more,
});

const json = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;

export const exampleCldf: Record<string, string> = {
  'anything.json': JSON.stringify(exampleMetadata()),
  'sounds.csv': [
    'Nr,Variety,Sound,By,Refs,Marginal,Allophones,Value_in_Source',
    '1,aa,p,aa1,Smith2001[12];Smith2001,false,p pʰ p pʰ,"p(p, pʰ)"',
    '2,aa,b,aa1,Smith2001,false,,b',
    '3,aa,a:,aa1,Smith2001,true,,a:',
    '4,aa,g,aa1,Smith2001,false,,(g)',
    '5,aa,kl,aa1,Smith2001,false,,kl',
    '6,bb,p,bb2,,false,,p',
    '7,bb,p,bb2,,false,,p',
  ].join('\n'),
  'varieties.csv': ['ID,Label,Glotto,ISO,Family', 'aa,Áa (North),made1234,maa,Invented', 'bb,Ább,not a code,xx,'].join(
    '\n',
  ),
  'authors.csv': [
    'ID,Who,Metadata,Minimal_Pairs',
    `aa1,"Smith, Anna and Jos{\\'e}, B.",${json({ 'toneme inventory': 'V́(á, é),\nV̀(à)' })},${json({
      'minimal pairs': '/p~b~g/ /a:~a/',
      'minimal pair examples': '/pa:~ba:~ga:/ /pa:~pa/',
      'minimal pairs differing in one feature': '/p~b/',
    })}`,
    'bb2,,{},{}',
  ].join('\n'),
  'refs.bib':
    "@string{x = {y}}\n@article{Smith2001,\n author = {Smith, Anna and Garc{\\'\\i}a, {\\v{S}}ime and Third, T.},\n" +
    ' title = "The {Aa} language", journal = {A Journal}, volume = 3, number = {2}, pages = {1--9}, year = 2001,\n' +
    ' doi = {10.1000/aa}\n}\n',
};
