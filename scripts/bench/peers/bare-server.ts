// The peer of our server: bare node:http that answers ready Buffers. Run: node bare-server.ts PORT MAP.json
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

type Entry = { path: string; file: string; headers: Record<string, string> };

const [port, map] = process.argv.slice(2);
const answers = new Map(
  (JSON.parse(readFileSync(map!, 'utf8')) as Entry[]).map(({ path, file, headers }) => {
    const body = file ? readFileSync(file) : Buffer.alloc(0);
    return [path, { body, headers: { ...headers, 'content-length': `${body.length}` } }];
  }),
);

createServer((request, response) => {
  const found = answers.get(request.url!);
  if (!found) {
    response.writeHead(404, { 'content-length': '0' });
    response.end();
    return;
  }
  response.writeHead(200, found.headers);
  response.end(found.body);
}).listen(Number(port));
