// What more languages cost the server: one chart, one page of the tail and one search, none of them kept, and its start, at 20, 300 and 3,000.
import { readdirSync } from 'node:fs';
import { openSqliteStore } from '../../../apps/server/src/store/sqlite-store.ts';
import { type Catalogue, catalogueOf, copyOf, databaseOf, SIZES, startOn } from '../catalogues.ts';
import { freshLoad, type Load } from '../load.ts';
import type { Running } from '../processes.ts';
import { type Bench, inTurn, type Measurement, medianOf, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'growth',
  says: 'µs of the server’s CPU a chart, a pull and a search that nobody asked before, and ms of its start: 3,000 languages against 20',
  run,
};

const SECONDS = 1.5;
const CONNECTIONS = 10;
/** Inventories of a page: shipped ones, the very same in every catalogue. */
const PAGE = 5;
const LIMIT = 1.3;

type Side = 'small' | 'middling' | 'whole';
type Served = Record<Side, { server: Running; epoch: string; after: number }>;

async function run(bench: Bench): Promise<Row[]> {
  const catalogues = [];
  for (const size of SIZES) catalogues.push(copyOf(bench, await catalogueOf(bench, size)));
  const [small, middling, whole] = catalogues as [Catalogue, Catalogue, Catalogue];
  bench.say('starting and stopping');
  const starts = await inTurn(Math.min(bench.rounds, 5), {
    small: () => startAndStop(bench, small),
    middling: () => startAndStop(bench, middling),
    whole: () => startAndStop(bench, whole),
  });
  const served: Served = {
    small: await serve(bench, small),
    middling: await serve(bench, middling),
    whole: await serve(bench, whole),
  };
  const rows: Row[] = [];
  const asked: [name: string, limit: number | undefined, path: (served: Served[Side]) => string][] = [
    ['A chart read', LIMIT, () => '/api/languages/english-gb/phonemic?lang=en'],
    [
      `A pull page of ${PAGE} inventories`,
      LIMIT,
      ({ epoch, after }) => `/api/sync/pull?epoch=${epoch}&collection=inventories&after=${after}&limit=${PAGE}`,
    ],
    ['A search over HTTP', undefined, () => '/api/languages?q=english&limit=20'],
  ];
  for (const [name, limit, path] of asked) {
    bench.say(name);
    const ask = (side: Side) => freshLoad(served[side].server, path(served[side]), SECONDS, CONNECTIONS).then(costOf);
    const rounds = await inTurn(bench.rounds, {
      small: () => ask('small'),
      middling: () => ask('middling'),
      whole: () => ask('whole'),
    });
    rows.push(growthRow(`${name}, 3,000 languages in the catalogue`, 'µs', rounds, [], limit));
  }
  await Promise.all(Object.values(served).map(({ server }) => server.stop()));
  return [
    ...rows,
    growthRow('Start of the server, 3,000 languages in the catalogue', 'ms', starts, [
      { name: 'the first start after their import', value: whole.took.firstStart, unit: 's', note: 'once' },
      { name: 'the import before it', value: whole.took.import, unit: 's', note: 'once' },
      { name: 'the first start of all, with 20', value: small.took.firstStart, unit: 's', note: 'once' },
    ]),
  ];
}

function growthRow(name: string, unit: string, rounds: Record<Side, number>[], parts: Part[], limit?: number): Row {
  return rowOf(
    {
      name,
      against: 'the same with 20',
      unit,
      better: 'lower',
      ...(limit ? { floor: { on: 'ratio', sense: 'most', at: limit } as const } : {}),
      parts: [{ name: 'with 300', value: medianOf(rounds.map(({ middling }) => middling)), unit }, ...parts],
    },
    rounds.map(({ whole, small }) => ({ ours: whole, peer: small })),
  );
}

async function startAndStop(bench: Bench, catalogue: Catalogue): Promise<number> {
  const server = await startOn(bench, catalogue);
  await server.stop('SIGTERM');
  return server.readyAfter;
}

async function serve(bench: Bench, catalogue: Catalogue): Promise<Served[Side]> {
  const store = await openSqliteStore({ file: databaseOf(catalogue) });
  try {
    const { epoch } = await store.syncState();
    const codes = readdirSync(catalogue.content).map((name) => name.replace('.json', ''));
    const seqs = await Promise.all(codes.map(async (code) => (await store.getInventory(code))!.seq));
    return { server: await startOn(bench, catalogue), epoch, after: Math.min(...seqs) - 1 };
  } finally {
    await store.close();
  }
}

/** µs of the server's CPU a request; where the system does not tell, µs between two answers. */
const costOf = ({ serverCpu, perSecond }: Load): number => serverCpu ?? 1e6 / perSecond;
