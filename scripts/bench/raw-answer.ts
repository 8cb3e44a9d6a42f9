// Reads an answer as it is on the wire, still packed, so that a bare server can send the very same bytes.
import { get } from 'node:http';
import type { BareFile } from './processes.ts';

/** Of `path` at `origin`. A server may send a small answer unpacked, whatever `encoding` was asked for. */
export function rawAnswer(origin: string, path: string, encoding: string): Promise<BareFile> {
  return new Promise((resolve, reject) => {
    get(origin + path, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const sent = response.headers['content-encoding'] ?? 'identity';
        if (response.statusCode !== 200) return reject(new Error(`${path}: ${response.statusCode}`));
        const headers = { 'content-type': response.headers['content-type'] ?? 'application/octet-stream' };
        const packed = sent === 'identity' ? {} : { 'content-encoding': sent };
        resolve({ path, body: Buffer.concat(chunks), headers: { ...headers, ...packed } });
      });
    }).on('error', reject);
  });
}
