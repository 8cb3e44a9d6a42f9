// A number of bytes as people read it, in the interface language.
import { lang } from '../i18n/i18n.ts';

const units = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** 1 kB is 1,000 bytes, as devices count their storage; one decimal under ten megabytes or gigabytes. */
export function fileSize(bytes: number): string {
  const [unit, by] = units.find(([, size]) => bytes >= size) ?? units[2];
  const value = bytes / by;
  // As every interface language writes it; the browser's own formats take several milliseconds to come.
  if (by === 1e3 && Math.round(value) < 1000) return `${Math.round(value)} kB`;
  const maximumFractionDigits = by > 1e3 && value < 10 ? 1 : 0;
  return formatOf(lang.value, unit, maximumFractionDigits).format(value);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Kept, since to make one takes longer than a row of a list. */
function formatOf(language: string, unit: string, maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${language} ${unit} ${maximumFractionDigits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });
    formats.set(key, format);
  }
  return format;
}
