// Names a licence by its short name where a dataset gives its address.

const known: [RegExp, string][] = [
  [/creativecommons\.org\/publicdomain\/zero\/1\.0/, 'CC0-1.0'],
  [/creativecommons\.org\/publicdomain\/mark\/1\.0/, 'Public domain'],
];
const creative = /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/;

export function licenceName(licence: string | undefined): string {
  if (!licence) return 'not stated';
  const found = known.find(([pattern]) => pattern.test(licence));
  if (found) return found[1];
  const [, kind, version] = creative.exec(licence) ?? [];
  return kind ? `CC ${kind.toUpperCase()} ${version}` : licence.slice(0, 200);
}
