// Who may import whom; `npm run lint` runs this after proving that it catches a planted breach of every rule.
const room = (path) => `^${path}/`;
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^(packages|apps|scripts)/', pathNot: allowed },
});
const never = (name, from, to, comment, more = {}) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: to, ...more },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'A circle has no top and no bottom.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    only('catalog-alone', room('packages/catalog'), [room('packages/catalog')], 'Shapes know nothing else.'),
    only(
      'phonetics-below',
      room('packages/phonetics'),
      [room('packages/(catalog|phonetics)')],
      'Knowledge stands on shapes.',
    ),
    only(
      'content-below',
      room('packages/content'),
      [room('packages/(catalog|phonetics|content)')],
      'Content stands on knowledge.',
    ),
    only(
      'imports-below',
      room('packages/imports'),
      [room('packages/(catalog|phonetics|imports)')],
      'Readers of published inventories stand on knowledge.',
    ),
    only(
      'exports-below',
      room('packages/exports'),
      [room('packages/(catalog|phonetics|exports)')],
      'Writers of files stand on knowledge.',
    ),
    only('sync-below', room('packages/sync'), [room('packages/(catalog|sync)')], 'The wire stands on shapes.'),
    never('server-not-web', room('apps/server'), room('apps/web'), 'The two apps never import each other.'),
    never('web-not-server', room('apps/web/src'), room('apps/server'), 'The two apps never import each other.'),
    never(
      'nobody-imports-main',
      '^(packages|apps|scripts)/',
      '^apps/(server|web)/src/main\\.tsx?$',
      'main is where things are built.',
    ),
    only(
      'store-lowest',
      room('apps/server/src/store'),
      [room('packages'), room('apps/server/src/store')],
      'The store is the only door to the database.',
    ),
    never(
      'sql-in-store',
      '^apps/server/src/(?!store/)',
      'node_modules/(drizzle-orm|better-sqlite3)/',
      'No SQL outside the store.',
    ),
    never(
      'audio-speech-plain',
      '^apps/server/src/(audio|speech)/',
      '(node_modules/(hono|@hono)/|^apps/server/src/(store|routes|jobs|app\\.ts))',
      'Audio and speech know no HTTP and no SQL.',
    ),
    never(
      'routes-below-app',
      '^apps/server/src/(routes|jobs|imports)/',
      '^apps/server/src/app\\.ts$',
      'routes, jobs, imports < app.',
    ),
    only(
      'sources-below',
      room('apps/server/src/sources'),
      [room('packages'), room('apps/server/src/(store|audio|speech|sources)')],
      'Sources in the making know no HTTP and no jobs.',
    ),
    only(
      'accounts-below',
      room('apps/server/src/accounts'),
      [room('packages'), room('apps/server/src/(store|accounts)')],
      'Accounts know their store, and neither routes nor the rest of the catalogue.',
    ),
    only(
      'mirror-lowest',
      room('apps/web/src/mirror'),
      [room('packages'), room('apps/web/src/mirror')],
      'mirror < screens.',
    ),
    never(
      'screens-below-app',
      '^apps/web/src/(chart|player|languages|packs|settings|starred|exports|ui|i18n|studio)/',
      '^apps/web/src/app\\.tsx$',
      'screens < app.',
    ),
    never(
      'chart-player-no-rxdb',
      '^apps/web/src/(chart|player)/',
      '(^apps/web/src/mirror/|node_modules/(rxdb|dexie)/)',
      'Player and chart know no RxDB.',
    ),
    never(
      'rxdb-in-mirror',
      '^apps/web/src/(?!mirror/)',
      'node_modules/(rxdb|dexie)/',
      'The mirror is the only door to local data.',
    ),
    only(
      'ui-dumb',
      room('apps/web/src/ui'),
      [room('packages'), room('apps/web/src/(ui|i18n)')],
      'Props in, events out.',
    ),
    only(
      'sw-alone',
      room('apps/web/src/sw'),
      [room('apps/web/src/sw')],
      'The service worker imports itself and workbox.',
    ),
    never(
      'sw-workbox-only',
      room('apps/web/src/sw'),
      'node_modules/(?!workbox-)',
      'The service worker imports itself and workbox.',
    ),
    never(
      'no-zod-in-app',
      room('apps/web/src'),
      '^packages/catalog/(?!(terms|pick-audio|fold|counts|find-languages)\\.ts)|^packages/sync/(protocol|push)\\.ts|node_modules/zod/',
      'The phone carries no validator: types only.',
      { dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    skipAnalysisNotInRules: false,
  },
};
