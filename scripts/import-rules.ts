// The import rules of .dependency-cruiser.cjs: proved on planted breaches first, then held against the project.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

type Violation = { rule: { name: string }; from: string; to: string };
type Summary = { violations: Violation[]; totalCruised: number };

/** Rule to [file, what it imports]: each must be caught. Type imports count, so most plants are type imports. */
const plants: Record<string, [file: string, imports: string][]> = {
  'no-circle': [
    ['packages/phonetics/one.ts', "import type { Two } from './two.ts';\nexport type One = Two | 1;"],
    ['packages/phonetics/two.ts', "import type { One } from './one.ts';\nexport type Two = One | 2;"],
  ],
  resolvable: [['packages/catalog/lost.ts', "import { x } from './nowhere.ts';\nexport const y = x;"]],
  'catalog-alone': [['packages/catalog/breach.ts', typeImport('../phonetics/breach.ts')]],
  'phonetics-below': [['packages/phonetics/breach.ts', typeImport('../content/end.ts')]],
  'content-below': [['packages/content/breach.ts', typeImport('../sync/end.ts')]],
  'imports-below': [['packages/imports/breach.ts', typeImport('../content/end.ts')]],
  'exports-below': [['packages/exports/breach.ts', typeImport('../content/end.ts')]],
  'sync-below': [['packages/sync/breach.ts', typeImport('../content/end.ts')]],
  'server-not-web': [['apps/server/src/breach.ts', typeImport('../../web/src/end.ts')]],
  'web-not-server': [['apps/web/src/breach.ts', typeImport('../../server/src/end.ts')]],
  'nobody-imports-main': [['apps/server/src/end2.ts', typeImport('./main.ts')]],
  'store-lowest': [['apps/server/src/store/breach.ts', typeImport('../routes/end.ts')]],
  'sql-in-store': [
    [
      'apps/server/src/routes/breach.ts',
      "import type { Database } from 'better-sqlite3';\nexport type End = Database;",
    ],
  ],
  'audio-speech-plain': [['apps/server/src/audio/breach.ts', typeImport('../store/end.ts')]],
  'routes-below-app': [['apps/server/src/routes/breach2.ts', typeImport('../app.ts')]],
  'sources-below': [['apps/server/src/sources/breach.ts', typeImport('../routes/end.ts')]],
  'accounts-below': [['apps/server/src/accounts/breach.ts', typeImport('../routes/end.ts')]],
  'mirror-lowest': [['apps/web/src/mirror/breach.ts', typeImport('../chart/end.ts')]],
  'screens-below-app': [['apps/web/src/chart/breach.ts', typeImport('../app.tsx')]],
  'chart-player-no-rxdb': [['apps/web/src/player/breach.ts', typeImport('../mirror/end.ts')]],
  'rxdb-in-mirror': [
    ['apps/web/src/languages/breach.ts', "import type { RxDatabase } from 'rxdb';\nexport type End = RxDatabase;"],
  ],
  'ui-dumb': [['apps/web/src/ui/breach.ts', typeImport('../chart/end.ts')]],
  'sw-alone': [['apps/web/src/sw/breach.ts', typeImport('../chart/end.ts')]],
  'sw-workbox-only': [['apps/web/src/sw/breach2.ts', "import type { h } from 'preact';\nexport type End = typeof h;"]],
  'no-zod-in-app': [
    [
      'apps/web/src/chart/breach2.ts',
      "import { end } from '../../../../packages/catalog/end.ts';\nexport const e = end;",
    ],
  ],
};
const ends = [
  'packages/catalog/end.ts',
  'packages/content/end.ts',
  'packages/sync/end.ts',
  'apps/web/src/end.ts',
  'apps/server/src/end.ts',
  'apps/server/src/main.ts',
  'apps/server/src/routes/end.ts',
  'apps/server/src/store/end.ts',
  'apps/server/src/app.ts',
  'apps/web/src/chart/end.ts',
  'apps/web/src/mirror/end.ts',
  'apps/web/src/app.tsx',
]; // prettier-ignore

/** Violations of the project at `root`, and how many modules were read. */
export async function importViolations(root: string): Promise<string[]> {
  const { violations, totalCruised } = await cruise(root, ['apps', 'packages', 'scripts']);
  if (totalCruised < 10) return [`only ${totalCruised} modules were read: the check sees nothing`];
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/** Rules that did not catch their planted breach, or that exist without a plant. Empty when the check can be trusted. */
export async function blindRules(root: string, ruleNames: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'phonochart-plants-'));
  try {
    const files = [
      ...ends.map((file): [string, string] => [file, 'export type End = 1;\nexport const end = 1;']),
      ...Object.values(plants).flat(),
    ];
    for (const [file, text] of files) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `${text}\n`);
    }
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json', 'package.json'])
      cpSync(join(root, file), join(folder, file));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { violations } = await cruise(folder, ['apps', 'packages']);
    return ruleNames.filter(
      (name) =>
        !plants[name]?.some(([file]) => violations.some(({ rule, from }) => rule.name === name && from === file)),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cruise(cwd: string, folders: string[]): Promise<Summary> {
  const depcruise = join(cwd, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      try {
        resolve((JSON.parse(stdout) as { summary: Summary }).summary);
      } catch {
        reject(new Error(`dependency-cruiser failed: ${stderr || error}`));
      }
    });
  });
}

function typeImport(from: string): string {
  return `import type { End } from '${from}';\nexport type Planted = End;`;
}
