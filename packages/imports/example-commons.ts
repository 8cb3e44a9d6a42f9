// A server that behaves like Wikimedia Commons, for tests: its API's answers and habits, and files that come or do not.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ExampleFile = {
  content: Uint8Array;
  mime?: string;
  /** As Commons has them: values of extmetadata. */
  about?: Record<string, string>;
  /** Instead of the truth. */
  sha1?: string;
  url?: string;
};

export type ExampleCommons = {
  api: string;
  /** Method, path and User-Agent of every request, in order. */
  requests: { path: string; agent: string }[];
  /** What the next requests for a path meet before the file is given. */
  trouble: Map<string, ((response: ServerResponse) => void)[]>;
  /** What the next calls of the API meet. */
  apiTrouble: ((response: ServerResponse) => void)[];
  close(): Promise<void>;
};

export const free = { License: 'cc-by-sa-3.0', LicenseShortName: 'CC BY-SA 3.0' };

/** `files` by title as Commons has it; `redirects` from title to title. */
export async function exampleCommons(
  files: Record<string, ExampleFile>,
  redirects: Record<string, string> = {},
): Promise<ExampleCommons> {
  const requests: ExampleCommons['requests'] = [];
  const trouble: ExampleCommons['trouble'] = new Map();
  const apiTrouble: ExampleCommons['apiTrouble'] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    requests.push({ path: decodeURIComponent(url.pathname), agent: request.headers['user-agent'] ?? '' });
    if (url.pathname === '/w/api.php') return answerQuery(url, request, response);
    const title = decodeURIComponent(url.pathname.slice('/files/'.length));
    const hurdle = trouble.get(title)?.shift();
    if (hurdle) return hurdle(response);
    const file = files[title];
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.mime ?? 'application/ogg' }).end(file.content);
  });
  const answerQuery = (url: URL, request: IncomingMessage, response: ServerResponse) => {
    const hurdle = apiTrouble.shift();
    if (hurdle) return hurdle(response);
    const normalized: { fromencoded: boolean; from: string; to: string }[] = [];
    const redirected: { from: string; to: string }[] = [];
    const pages = new Map<string, object>();
    for (const asked of url.searchParams.get('titles')!.split('|')) {
      let title = regular(asked);
      if (title !== asked) normalized.push({ fromencoded: false, from: asked, to: title });
      const target = redirects[title.replace(/^File:/, '')];
      if (target !== undefined) {
        redirected.push({ from: title, to: `File:${target}` });
        title = `File:${target}`;
      }
      pages.set(title, pageOf(title, files[title.replace(/^File:/, '')], `http://${request.headers.host}`));
    }
    const query = { normalized, redirects: redirected, pages: [...pages.values()] };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ batchcomplete: true, query }));
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    api: `http://127.0.0.1:${port}/w/api.php`,
    requests,
    trouble,
    apiTrouble,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** As MediaWiki does: spaces for underscores, a capital first. */
function regular(title: string): string {
  const name = title
    .replace(/^file:/i, '')
    .replaceAll('_', ' ')
    .trim();
  return `File:${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

function pageOf(title: string, file: ExampleFile | undefined, origin: string): object {
  if (!file) return { ns: 6, title, missing: true };
  const name = encodeURIComponent(title.replace(/^File:/, ''));
  const about = file.about ?? { ...free, Artist: '<a href="//example.org/wiki/User:Ann">Ann &amp; <b>Bob</b></a>' };
  const extmetadata = Object.fromEntries(
    Object.entries(about).map(([key, value]) => [key, { value, source: 'commons-desc-page' }]),
  );
  const info = {
    size: file.content.length,
    width: 0,
    height: 0,
    duration: 0.5,
    url: file.url ?? `${origin}/files/${name}`,
    descriptionurl: `https://commons.wikimedia.org/wiki/${title.replaceAll(' ', '_')}`,
    sha1: file.sha1 ?? createHash('sha1').update(file.content).digest('hex'),
    mime: file.mime ?? 'application/ogg',
    extmetadata,
  };
  return { pageid: 1, ns: 6, title, imagerepository: 'local', imageinfo: [info] };
}
