// Reads a CLDF dataset's languages, contributions and bibliography.
import type { Hash } from 'node:crypto';
import { type Reference, readBibliography } from './bibliography.ts';
import { words } from './cell-text.ts';
import type { CldfMetadata } from './cldf-metadata.ts';
import { readCldfTable } from './cldf-table.ts';
import { fileBeside, readWhole } from './import-file.ts';

export type CldfLanguage = {
  id: string;
  name: string;
  iso?: string;
  glottocode?: string;
  family?: string;
  otherName?: string;
};

export type Contribution = {
  contributor: string;
  url: string;
  sources: string[];
  /** Columns that CLDF has no property for, if they are there. */
  remarks: Record<string, unknown>;
  minimalPairs: Record<string, unknown>;
};

export async function cldfLanguages(metadata: CldfMetadata, hash: Hash): Promise<Map<string, CldfLanguage>> {
  const languages = new Map<string, CldfLanguage>();
  const table = metadata.table('LanguageTable');
  const id = table?.property('id');
  if (!table || !id) return languages;
  const name = table.property('name');
  for await (const { text } of readCldfTable(metadata, table, hash, [id])) {
    languages.set(text(id), {
      id: text(id),
      name: words(text(name)) || text(id),
      iso: text(table.property('iso639P3code')),
      glottocode: text(table.property('glottocode')),
      family: words(text(table.named('Family') ?? table.named('Family_Name'))),
      otherName: words(text(table.named('Glottolog_Name'))),
    });
  }
  return languages;
}

export async function cldfContributions(metadata: CldfMetadata, hash: Hash): Promise<Map<string, Contribution>> {
  const contributions = new Map<string, Contribution>();
  const table = metadata.table('ContributionTable');
  const id = table?.property('id');
  if (!table || !id) return contributions;
  for await (const { text, list, json } of readCldfTable(metadata, table, hash, [id])) {
    contributions.set(text(id), {
      contributor: text(table.property('contributor')),
      url: text(table.named('URL')),
      sources: list(table.property('source')).map((source) => source.replace(/\[.*$/s, '')),
      remarks: record(json(table.named('Metadata'))),
      minimalPairs: record(json(table.named('Minimal_Pairs'))),
    });
  }
  return contributions;
}

export async function references(metadata: CldfMetadata, hash: Hash): Promise<Map<string, Reference>> {
  if (metadata.bibliography === undefined) return new Map();
  const path = fileBeside(metadata.folder, metadata.bibliography, metadata.path);
  return readBibliography(await readWhole(path, hash));
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
