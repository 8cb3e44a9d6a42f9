// Lighthouse as a slow phone on a slow network sees the chart and the picker: its four scores, each against 100.
import { browserFlags, findBrowser } from '../../browser.mjs';
import { bringLighthouse, type Lighthouse, type Report } from '../lighthouse-install.ts';
import { type Running, startApp } from '../processes.ts';
import { type Bench, inTurn, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'lighthouse',
  says: 'the scores of chart and picker with the languages that ship, mobile preset, each round a new profile',
  run,
};

const pages = { chart: '/english-gb', picker: '/languages' } as const;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
/** A run takes 15 s, and its score moves little between them. */
const MOST_ROUNDS = 5;
/** Recordings of one look that may fail. */
const MOST_MISSED = 2;
const metrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
];

async function run(bench: Bench): Promise<Row[]> {
  const lighthouse = await bringLighthouse(bench.say);
  bench.say(`Lighthouse ${lighthouse.version}`);
  const app = await startApp(bench, await bench.web());
  const rounds = await inTurn(Math.min(bench.rounds, MOST_ROUNDS), {
    chart: () => look(bench, lighthouse, app, pages.chart),
    picker: () => look(bench, lighthouse, app, pages.picker),
  });
  await app.stop();
  return (['chart', 'picker'] as const).flatMap((page) =>
    rowsOf(
      page,
      rounds.map((round) => round[page]),
    ),
  );
}

/** A recording that Lighthouse itself says it has missed is made again: it would be no look at the page. */
async function look(bench: Bench, lighthouse: Lighthouse, app: Running, path: string): Promise<Report> {
  for (let missed = 0; ; missed += 1) {
    const report = await lookOnce(bench, lighthouse, app, path);
    const { runtimeError } = report;
    if (!runtimeError) return report;
    if (runtimeError.code !== 'NO_NAVSTART' || missed === MOST_MISSED)
      throw new Error(`${runtimeError.code}: ${runtimeError.message}`);
    bench.say(`${path}: the recording has no beginning (NO_NAVSTART); once more`);
  }
}

async function lookOnce(bench: Bench, lighthouse: Lighthouse, app: Running, path: string): Promise<Report> {
  const chromePath = findBrowser();
  if (!chromePath) throw new Error('no Chromium: `npm run bench` finds or installs one');
  const chromeFlags = ['--headless=new', ...browserFlags];
  const chrome = await lighthouse.launch({ chromePath, chromeFlags, handleSIGINT: false });
  bench.atEnd(() => chrome.kill());
  try {
    const flags = { port: chrome.port, logLevel: 'error', onlyCategories: categories } as const;
    return await lighthouse.look(app.origin + path, { ...flags, onlyCategories: [...categories] });
  } finally {
    chrome.kill();
  }
}

function rowsOf(page: string, reports: Report[]): Row[] {
  return categories.map((id) =>
    rowOf(
      {
        name: `Lighthouse, ${page}: ${id}`,
        against: 'the limit of 100',
        unit: 'of 100',
        better: 'higher',
        floor: { on: 'ours', sense: 'least', at: 100 },
        parts: [...(id === 'performance' ? metricParts(reports) : []), ...failed(id, reports.at(-1)!)],
      },
      reports.map(({ categories: of }) => ({ ours: Math.round((of[id]?.score ?? 0) * 100), peer: 100 })),
    ),
  );
}

function metricParts(reports: Report[]): Part[] {
  return metrics.map((id) => {
    const { title, score } = reports.at(-1)!.audits[id]!;
    const value = medianOf(reports.map(({ audits }) => audits[id]!.numericValue ?? Number.NaN));
    const unit = id.endsWith('shift') ? '' : 'ms';
    return { name: title.toLowerCase(), value, unit, note: `worth ${Math.round((score ?? 0) * 100)} of 100` };
  });
}

/** Audits that cost a category points, as the last round told them. */
const failed = (id: string, { categories: of, audits }: Report): Part[] =>
  id === 'performance'
    ? []
    : of[id]!.auditRefs.filter(({ id: audit, weight }) => weight > 0 && (audits[audit]!.score ?? 1) < 1).map(
        ({ id: audit, weight }) => ({ name: `lost by: ${audits[audit]!.title}`, value: weight, unit: 'weight' }),
      );
