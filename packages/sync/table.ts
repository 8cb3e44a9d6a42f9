// Rows as columns: a field that is the same in all rows of a form is written once, one that follows from others not at all.
import { signOf, type Table } from './unpack.ts';

/** `ruled`: the fields that a rule of the reader makes, each with what the rule needs of the row, if anything. */
export type TableRow = { row: { [field: string]: unknown }; ruled: ReadonlyMap<string, unknown> };

type Form = { fields: string[]; ruled: ReadonlySet<string>; columns: Map<string, unknown[]> };

export function tableOf(rows: readonly TableRow[]): Table {
  const forms = new Map<string, Form & { sign: string }>();
  let signs = '';
  for (const { row, ruled } of rows) {
    const fields = Object.keys(row);
    const key = JSON.stringify(fields.map((field) => [field, ruled.has(field)]));
    let form = forms.get(key);
    if (!form) {
      const columns = new Map(fields.map((field) => [field, []]));
      form = { fields, ruled: new Set(fields.filter((field) => ruled.has(field))), columns, sign: signOf(forms.size) };
      forms.set(key, form);
    }
    for (const field of fields) form.columns.get(field)!.push(ruled.has(field) ? ruled.get(field) : row[field]);
    signs += form.sign;
  }
  const written = [...forms.values()].map(writtenForm);
  return { moulds: written.map(({ mould }) => mould), rows: signs, columns: written.map(({ columns }) => columns) };
}

function writtenForm({ fields, ruled, columns }: Form): {
  mould: Table['moulds'][number];
  columns: Table['columns'][number];
} {
  const mould: { [field: string]: 0 | 1 | readonly [unknown] } = {};
  const written: { [field: string]: unknown[] } = {};
  for (const field of fields) {
    const values = columns.get(field)!;
    if (ruled.has(field)) {
      mould[field] = 0;
      if (values.some((value) => value !== undefined)) written[field] = values;
    } else if (isConstant(values)) {
      mould[field] = [values[0]];
    } else {
      mould[field] = 1;
      written[field] = values;
    }
  }
  return { mould, columns: written };
}

function isConstant(values: readonly unknown[]): boolean {
  const first = JSON.stringify(values[0]);
  return values.every((value) => JSON.stringify(value) === first);
}
