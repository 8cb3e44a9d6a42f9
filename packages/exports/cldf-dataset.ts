// Inventories as a CLDF StructureDataset: tables of values, parameters, languages, contributions, and the metadata.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { describe } from '@phonochart/phonetics/describe.ts';
import { bibliography, keyOf } from './bibliography.ts';
import { csvText } from './csv-text.ts';
import { phonesOf } from './phones.ts';

const terms = 'http://cldf.clld.org/v1.0/terms.rdf#';

type Column = { name: string; property?: string; separator?: string; datatype?: string; required?: boolean };
type Table = { component: string; url: string; columns: readonly Column[]; rows: string[][] };

/**
 * Files by name, the metadata first: `StructureDataset-metadata.json`, four tables and `sources.bib`. A row a sound:
 * its allophones without their contexts, which the specification has no place for. `licence` of the dataset is that of
 * its inventories where they agree; each inventory's own stands with its contribution.
 * Source: CLDF 1.1 (cldf.clld.org), module StructureDataset.
 */
export function cldfDataset(inventories: readonly Inventory[], { id, title }: { id: string; title: string }) {
  const tables = [values(inventories), parameters(inventories), languages(inventories), contributions(inventories)];
  const licences = new Set(inventories.map(({ language }) => language.licence));
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:conformsTo': `${terms}StructureDataset`,
    'dc:title': title,
    'dc:source': 'sources.bib',
    ...(licences.size === 1 ? { 'dc:license': [...licences][0] } : {}),
    'rdf:ID': id,
    'rdf:type': 'http://www.w3.org/ns/dcat#Distribution',
    tables: tables.map(({ component, url, columns, rows }) => ({
      url,
      'dc:conformsTo': `${terms}${component}`,
      'dc:extent': rows.length,
      tableSchema: {
        columns: columns.map(({ name, property, separator, datatype = 'string', required }) => ({
          name,
          datatype,
          ...(property ? { propertyUrl: `${terms}${property}` } : {}),
          ...(separator ? { separator } : {}),
          ...(required ? { required } : {}),
        })),
        primaryKey: ['ID'],
        ...(component === 'ValueTable' ? { foreignKeys } : {}),
      },
    })),
  };
  const files = new Map([['StructureDataset-metadata.json', `${JSON.stringify(metadata, null, 2)}\n`]]);
  for (const { url, columns, rows } of tables) files.set(url, csvText([columns.map(({ name }) => name), ...rows]));
  files.set('sources.bib', bibliography(inventories.flatMap(({ language }) => language.sources)));
  return files;
}

const reference = (column: string, resource: string) => ({
  columnReference: [column],
  reference: { resource, columnReference: ['ID'] },
});
const foreignKeys = [
  reference('Language_ID', 'languages.csv'),
  reference('Parameter_ID', 'parameters.csv'),
  reference('Contribution_ID', 'contributions.csv'),
];

const idColumn: Column = { name: 'ID', property: 'id', required: true };

/** Letters of an id are limited to ASCII: a segment is named by its code points. */
const parameterId = (ipa: string): string =>
  [...ipa].map((letter) => letter.codePointAt(0)!.toString(16).padStart(4, '0')).join('-');

function values(inventories: readonly Inventory[]): Table {
  return {
    component: 'ValueTable',
    url: 'values.csv',
    columns: [
      idColumn,
      { name: 'Language_ID', property: 'languageReference', required: true },
      { name: 'Parameter_ID', property: 'parameterReference', required: true },
      { name: 'Contribution_ID', property: 'contributionReference' },
      { name: 'Value', property: 'value', required: true },
      { name: 'Value_in_Source' },
      { name: 'Marginal', datatype: 'boolean' },
      { name: 'Status' },
      { name: 'Allophones', separator: ' ' },
      { name: 'Comment', property: 'comment' },
      { name: 'Source', property: 'source', separator: ';' },
    ],
    rows: inventories.flatMap((inventory) =>
      inventory.phonemes.map((phoneme) => [
        `${inventory.id}-${phoneme.position + 1}`,
        inventory.id,
        parameterId(phoneme.ipa),
        inventory.id,
        phoneme.symbol,
        phoneme.symbol_in_source ?? '',
        // Three-valued: what nobody said stays empty.
        phoneme.status === 'core' ? 'false' : phoneme.status === 'unknown' ? '' : 'true',
        phoneme.status,
        phonesOf(inventory, phoneme)
          .map(({ phone }) => phone)
          .join(' '),
        phoneme.description?.en ?? '',
        inventory.language.sources.map(keyOf).join(';'),
      ]),
    ),
  };
}

function parameters(inventories: readonly Inventory[]): Table {
  const segments = new Map<string, string[]>();
  for (const { ipa, kind } of inventories.flatMap(({ phonemes }) => phonemes)) {
    segments.set(ipa, [parameterId(ipa), ipa, describe(ipa, 'en'), segmentClass(kind)]);
  }
  return {
    component: 'ParameterTable',
    url: 'parameters.csv',
    columns: [
      idColumn,
      { name: 'Name', property: 'name' },
      { name: 'Description', property: 'description' },
      { name: 'SegmentClass' },
    ],
    rows: [...segments.values()],
  };
}

const segmentClass = (kind: string): string =>
  kind === 'consonant' || kind === 'tone' ? kind : kind === 'other' || kind === 'archiphoneme' ? '' : 'vowel';

function languages(inventories: readonly Inventory[]): Table {
  return {
    component: 'LanguageTable',
    url: 'languages.csv',
    columns: [
      idColumn,
      { name: 'Name', property: 'name' },
      { name: 'Glottocode', property: 'glottocode' },
      { name: 'ISO639P3code', property: 'iso639P3code' },
      { name: 'Family' },
      { name: 'Autonym' },
      { name: 'Variety' },
    ],
    rows: inventories.map(({ id, language }) => [
      id,
      language.name,
      language.glottocode ?? '',
      language.iso639_3 ?? '',
      language.family ?? '',
      language.autonym,
      language.variety?.en ?? '',
    ]),
  };
}

function contributions(inventories: readonly Inventory[]): Table {
  return {
    component: 'ContributionTable',
    url: 'contributions.csv',
    columns: [
      idColumn,
      { name: 'Name', property: 'name' },
      { name: 'Contributor', property: 'contributor' },
      { name: 'Licence' },
      { name: 'Review' },
      { name: 'Source', property: 'source', separator: ';' },
    ],
    rows: inventories.map(({ id, language }) => [
      id,
      [language.name, language.variety?.en].filter(Boolean).join(', '),
      language.contributors.map(({ name }) => name).join(' and '),
      language.licence,
      language.review.state === 'unreviewed' ? 'not yet checked' : `checked by ${language.review.by}`,
      language.sources.map(keyOf).join(';'),
    ]),
  };
}
