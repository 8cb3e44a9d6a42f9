// The API's description for machines, and a page that people can read and try it on.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { type Answers, json } from './http/answers.ts';
import type { Api } from './http/env.ts';
import { Files } from './http/files.ts';
import { ProblemError } from './http/problem.ts';
import type { Bytes, Headers } from './http/representation.ts';

const about = `Sounds of languages: charts, phonemes, words and clips. Errors are problem documents (RFC 9457). Codes of
languages are matched in any case. Answers bear strong ETags. The addresses under /api/sync feed mirrors on devices.`;

/** OpenAPI 3.1, drawn from the schemas that check the requests. */
export function showOpenApi(api: Api, path: string, { answers, server }: { answers: Answers; server: string }): void {
  api.get(path, (c) =>
    answers.kept(c, 'forever', async () =>
      json(
        withKeys(
          server.startsWith('https:'),
          api.getOpenAPI31Document({
            openapi: '3.1.0',
            info: { title: 'Phonochart', version: '0.1.0', description: about.replaceAll('\n', ' ') },
            servers: [{ url: server }],
          }),
        ),
      ),
    ),
  );
}

type Description = ReturnType<Api['getOpenAPI31Document']>;

/** Whatever may answer 401 wants one of the two, where it does not say otherwise itself. */
function withKeys(https: boolean, description: Description): Description {
  const cookie = `${https ? '__Secure-' : ''}phonochart.session_token`;
  const keys = {
    token: { type: 'http', scheme: 'bearer', description: 'An API token: `pc_…`' },
    session: { type: 'apiKey', in: 'cookie', name: cookie, description: 'Made by signing in' },
  } as const;
  for (const path of Object.values(description.paths ?? {})) {
    for (const operation of [path.get, path.head, path.post, path.put, path.patch, path.delete]) {
      if (operation?.responses?.['401']) operation.security ??= [{ token: [] }, { session: [] }];
    }
  }
  return { ...description, components: { ...description.components, securitySchemes: keys } };
}

/** Swagger UI from its own package, without a word from another server and without inline scripts. */
export function showDocs(
  api: Api,
  path: string,
  { answers, headers, openApi }: { answers: Answers; headers: Headers; openApi: string },
): void {
  const files = new Files(headers);
  const root = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  const allowed = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Phonochart API</title>
<link rel="stylesheet" href="${path}/swagger-ui.css">
<link rel="icon" href="${path}/favicon-32x32.png">
</head>
<body>
<main id="api"></main>
<script src="${path}/swagger-ui-bundle.js"></script>
<script src="${path}/start.js"></script>
</body>
</html>
`;
  const start = `SwaggerUIBundle({ url: ${JSON.stringify(openApi)}, dom_id: '#api', deepLinking: true });\n`;
  const text = (body: string, type: string) => ({
    bytes: new TextEncoder().encode(body) as Bytes,
    type,
    cacheControl: 'no-cache',
    headers,
  });
  api.get(path, (c) => answers.once(c, text(page, 'text/html; charset=utf-8')));
  api.get(`${path}/start.js`, (c) => answers.once(c, text(start, 'text/javascript; charset=utf-8')));
  api.get(`${path}/:file`, async (c) => {
    const name = c.req.param('file')!;
    const file = allowed.has(name) ? await files.get(root, name, 'no-cache') : undefined;
    if (!file) throw new ProblemError('not-found');
    return answers.send(c, file);
  });
}
