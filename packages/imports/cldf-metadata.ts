// Reads the metadata file of a CLDF dataset: which file holds which table, and which column which property.
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readWhole } from './import-file.ts';
import { refusal } from './problem.ts';

const Text = z.union([z.string(), z.object({ '@value': z.string() }).transform((text) => text['@value'])]);
const Nulls = z.union([z.string(), z.array(z.string())]).transform((nulls) => [nulls].flat());
const Column = z.object({
  name: z.string().optional(),
  titles: z.unknown().optional(),
  propertyUrl: z.string().optional(),
  separator: z.string().nullish(),
  null: Nulls.optional(),
  datatype: z.union([z.string(), z.object({ base: z.string().optional(), format: z.unknown().optional() })]).optional(),
  virtual: z.boolean().optional(),
});
const Dialect = z.object({
  delimiter: z.string().length(1).optional(),
  quoteChar: z.string().length(1).nullish(),
  header: z.boolean().optional(),
  encoding: z.string().optional(),
});
const TableShape = z.object({
  url: z.string().min(1),
  'dc:conformsTo': Text.nullish(),
  'dc:extent': z.int().optional(),
  tableSchema: z.object({ columns: z.array(Column) }),
  dialect: Dialect.optional(),
});
const Metadata = z.object({
  'dc:conformsTo': z.string(),
  'dc:bibliographicCitation': Text.optional(),
  'dc:identifier': Text.optional(),
  'dc:license': Text.optional(),
  'dc:title': Text.optional(),
  'dc:source': z.string().optional(),
  'rdf:ID': z.string().optional(),
  'dcat:accessURL': Text.optional(),
  tables: z.array(TableShape).min(1),
  dialect: Dialect.optional(),
});

export type CldfColumn = { name: string; separator: string | undefined; nulls: readonly string[]; json: boolean };
export type CldfTable = {
  url: string;
  /** Rows that the metadata promises. */
  extent: number | undefined;
  delimiter: string;
  quote: string;
  /** By the CLDF property's name: `value`, `languageReference`. */
  property(name: string): CldfColumn | undefined;
  /** By its own name, for columns that CLDF has no property for; case aside. */
  named(name: string): CldfColumn | undefined;
};
export type CldfMetadata = {
  path: string;
  folder: string;
  /** Short name of the dataset: `jipa`. */
  id: string;
  title: string | undefined;
  citation: string | undefined;
  identifier: string | undefined;
  licence: string | undefined;
  bibliography: string | undefined;
  /** By CLDF component: `ValueTable`. */
  table(component: string): CldfTable | undefined;
};

/** `path` is the metadata file or the folder that holds it. Throws ImportError. */
export async function readCldfMetadata(path: string): Promise<CldfMetadata> {
  const file = await metadataFile(path);
  const parsed = Metadata.safeParse(await jsonOf(file));
  const name = basename(file);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refusal('damaged', name, `it is no CLDF metadata: ${issue?.message}`, undefined, issue?.path.join('.'));
  }
  const { data: metadata } = parsed;
  if (fragment(metadata['dc:conformsTo']) !== 'StructureDataset') {
    throw refusal('not-sounds', name, `it describes a ${fragment(metadata['dc:conformsTo'])}, not a StructureDataset`);
  }
  const folder = dirname(realpathSync(file));
  const tables = new Map(
    metadata.tables.map((table) => [fragment(table['dc:conformsTo'] ?? ''), tableOf(table, metadata.dialect)]),
  );
  return {
    path: file,
    folder,
    id: metadata['rdf:ID'] ?? name.replace(/(-metadata)?\.json$/, ''),
    title: metadata['dc:title'],
    citation: metadata['dc:bibliographicCitation'],
    identifier: metadata['dc:identifier'] ?? metadata['dcat:accessURL'],
    licence: metadata['dc:license'],
    bibliography: metadata['dc:source'],
    table: (component) => tables.get(component),
  };
}

const fragment = (url: string): string => url.slice(url.indexOf('#') + 1);

async function jsonOf(file: string): Promise<unknown> {
  const text = await readWhole(file);
  try {
    return JSON.parse(text);
  } catch {
    throw refusal('damaged', basename(file), 'it is not valid JSON');
  }
}

/** The one JSON file of a folder that says it is a CLDF StructureDataset, whatever its name. */
async function metadataFile(path: string): Promise<string> {
  let isFolder = false;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw refusal('unreadable', basename(path), 'there is no such file or folder');
  }
  if (!isFolder) return path;
  const found: string[] = [];
  for (const name of readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const file = join(path, name);
    if (!statSync(file).isFile()) continue;
    const conforms = z.object({ 'dc:conformsTo': z.string() }).safeParse(await jsonOf(file).catch(() => undefined));
    if (conforms.success && fragment(conforms.data['dc:conformsTo']) === 'StructureDataset') found.push(file);
  }
  const [only, second] = found;
  if (only === undefined) {
    throw refusal('not-sounds', basename(path), 'no JSON file in the folder describes a CLDF StructureDataset');
  }
  if (second !== undefined) {
    throw refusal(
      'damaged',
      basename(path),
      `two files describe a dataset: name ${basename(only)} or ${basename(second)}`,
    );
  }
  return only;
}

function tableOf(table: z.infer<typeof TableShape>, general: z.infer<typeof Dialect> = {}): CldfTable {
  const { delimiter = ',', quoteChar, header = true, encoding = 'utf-8' } = { ...general, ...table.dialect };
  if (!header || !/^utf-?8$/i.test(encoding)) {
    throw refusal('encoding', table.url, 'only tables with a heading and in UTF-8 can be read');
  }
  const byProperty = new Map<string, CldfColumn>();
  const byName = new Map<string, CldfColumn>();
  for (const column of table.tableSchema.columns) {
    const name = column.name ?? titleOf(column.titles);
    if (name === undefined || column.virtual) continue;
    const datatype = typeof column.datatype === 'string' ? column.datatype : column.datatype?.base;
    const read = {
      name,
      separator: column.separator ?? undefined,
      nulls: column.null ?? [''],
      json: datatype === 'json',
    };
    byName.set(name.toLowerCase(), read);
    const { propertyUrl } = column;
    if (propertyUrl?.includes('cldf.clld.org') && !byProperty.has(fragment(propertyUrl))) {
      byProperty.set(fragment(propertyUrl), read);
    }
  }
  return {
    url: table.url,
    extent: table['dc:extent'],
    delimiter,
    quote: quoteChar ?? '"',
    property: (name) => byProperty.get(name),
    named: (name) => byName.get(name.toLowerCase()),
  };
}

function titleOf(titles: unknown): string | undefined {
  if (typeof titles === 'string') return titles;
  if (Array.isArray(titles)) return titleOf(titles[0]);
  return titles && typeof titles === 'object' ? titleOf(Object.values(titles)[0]) : undefined;
}
