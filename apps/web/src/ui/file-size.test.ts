// A size is written as the browser writes it in each interface language.
import { interfaceLanguages } from '@phonochart/catalog/terms.ts';
import { expect, test } from 'vitest';
import { lang } from '../i18n/i18n.ts';
import { fileSize } from './file-size.ts';

const formatOf = (language: string, unit: string, maximumFractionDigits: number) =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });

test.each(interfaceLanguages)('in %s', (language) => {
  lang.value = language;
  for (const [bytes, unit, digits] of [
    [0, 'kilobyte', 0],
    [499, 'kilobyte', 0],
    [1_500, 'kilobyte', 0],
    [660_499, 'kilobyte', 0],
    [999_499, 'kilobyte', 0],
    [999_999, 'kilobyte', 0],
    [1_250_000, 'megabyte', 1],
    [12_400_000, 'megabyte', 0],
    [1_500_000_000, 'gigabyte', 1],
  ] as const)
    expect(fileSize(bytes)).toBe(
      formatOf(language, unit, digits).format(bytes / { kilobyte: 1e3, megabyte: 1e6, gigabyte: 1e9 }[unit]),
    );
});
