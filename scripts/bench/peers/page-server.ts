// The peer of closed pages: bare node:http that builds each page of the tail from the catalogue when it is asked. Arguments: PORT, database file.
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import Database from 'better-sqlite3';

const [port, file] = process.argv.slice(2);
const db = new Database(file!, { readonly: true });
const tail = db.prepare('select id, seq, body from documents where collection = ? and seq > ? order by seq limit ?');
const epochOf = db.prepare('select epoch from catalogue').pluck();
const brotli = promisify(brotliCompress);

type Row = { id: string; seq: number; body: string | null };
const textOf = ({ id, seq, body }: Row): string =>
  body === null
    ? `{"id":${JSON.stringify(id)},"seq":${seq},"_deleted":true}`
    : `{"seq":${seq},"_deleted":false,${body.slice(1)}`;

createServer(async (request, response) => {
  const { searchParams } = new URL(request.url!, 'http://localhost');
  const after = Number(searchParams.get('after') ?? 0);
  const rows = tail.all(searchParams.get('collection'), after, Number(searchParams.get('limit') ?? 1)) as Row[];
  const checkpoint = { epoch: epochOf.get(), seq: rows.at(-1)?.seq ?? after };
  const text = `{"documents":[${rows.map(textOf).join(',')}],"checkpoint":${JSON.stringify(checkpoint)}}`;
  const packed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
  // As servers compress what they have just built: 4, since 11 would take it seconds.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
  const body = packed ? await brotli(text, { params }) : Buffer.from(text);
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': `${body.length}`,
    ...(packed ? { 'content-encoding': 'br' } : {}),
  });
  response.end(body);
}).listen(Number(port));
