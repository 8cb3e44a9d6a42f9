// Brings Lighthouse when it is first asked for: 176 MB in 114 packages, which nobody who installs the project should wait for.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './processes.ts';

type Audit = { id: string; title: string; score: number | null; numericValue?: number; displayValue?: string };
type Category = { id: string; title: string; score: number | null; auditRefs: { id: string; weight: number }[] };
/** What is used of Lighthouse's result; scores are 0 to 1. */
export type Report = {
  categories: Record<string, Category>;
  audits: Record<string, Audit>;
  runWarnings: string[];
  runtimeError?: { code: string; message: string };
};
type Flags = { port: number; logLevel: 'error'; onlyCategories: string[] };

export type Lighthouse = {
  version: string;
  /** Opens an address in the Chrome that listens at the port, as a slow phone on a slow network: the mobile preset. */
  look(url: string, flags: Flags): Promise<Report>;
  launch(options: {
    chromePath: string;
    chromeFlags: string[];
    handleSIGINT: boolean;
  }): Promise<{ port: number; kill(): void }>;
};

/** The version that lighthouse/package.json names, with what its lock file names, beside the other caches. */
export async function bringLighthouse(say: (text: string) => void): Promise<Lighthouse> {
  const named = join(root, 'scripts/bench/lighthouse');
  const { dependencies } = JSON.parse(readFileSync(join(named, 'package.json'), 'utf8'));
  const version = dependencies.lighthouse as string;
  const folder = join(root, 'node_modules/.cache', `lighthouse-${version}`);
  // Written by npm when everything else is there.
  if (!existsSync(join(folder, 'node_modules/.package-lock.json'))) {
    say(`installing Lighthouse ${version}`);
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(named, name), join(folder, name));
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  }
  const load = (path: string) => import(pathToFileURL(join(folder, 'node_modules', path)).href);
  const { default: lighthouse } = await load('lighthouse/core/index.js');
  const { launch } = await load('chrome-launcher/dist/index.js');
  const look: Lighthouse['look'] = async (url, flags) => {
    const result = (await lighthouse(url, flags)) as { lhr: Report } | undefined;
    if (!result) throw new Error(`Lighthouse had nothing to say of ${url}`);
    return result.lhr;
  };
  return { version, look, launch };
}
