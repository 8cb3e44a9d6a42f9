// Proves that SPEC.md and the tests keep pace: every rule is quoted by a test, and no test quotes a rule that is not there.
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rules = [
  ...readFileSync(new URL('SPEC.md', import.meta.url), 'utf8').matchAll(/^- \*\*\[([A-Z]+\d+)\]\*\*/gm),
].map(([, id]) => id!);
const groups = new Set(rules.map((id) => id.replace(/\d+$/, '')));

/** Rule numbers in the names of tests and in the contract suites: `test('[PULL3] …')`. */
const quoted = new Set(
  globSync(['{apps,packages}/**/*.test.ts', '{apps,packages}/**/contract*.ts'], { cwd: root })
    .filter((path) => !path.includes('node_modules') && !path.endsWith('spec.test.ts'))
    .flatMap((path) => [...readFileSync(`${root}/${path}`, 'utf8').matchAll(/\[([A-Z]+\d+)\]/g)].map(([, id]) => id!))
    .filter((id) => groups.has(id.replace(/\d+$/, ''))),
);

test('every rule of SPEC.md is quoted by a test that proves it', () => {
  expect(rules.length).toBeGreaterThan(40);
  expect(rules.filter((id) => !quoted.has(id))).toEqual([]);
});

test('no rule number is given twice, and none is quoted that SPEC.md does not have', () => {
  expect(rules.length).toBe(new Set(rules).size);
  expect([...quoted].filter((id) => !rules.includes(id))).toEqual([]);
});
