// The headers that keep pages and answers to themselves.
import { createHash } from 'node:crypto';
import type { Headers } from './representation.ts';

const everywhere: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * What the app needs and nothing more. WebAssembly, which makes the files of Anki decks, is allowed; text that becomes a
 * script is not, and nothing inline but what the build itself left in its first page (`allowingInline`).
 */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

export type SecurityHeaders = { api: Headers; page: Headers };

/** Headers of API answers, and those of pages, scripts and workers. `https`: whether people come by HTTPS only. */
export function securityHeaders({ https }: { https: boolean }): SecurityHeaders {
  const transport: Headers = https ? { 'strict-transport-security': 'max-age=31536000' } : {};
  return {
    api: { ...everywhere, ...transport, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" },
    page: {
      ...everywhere,
      ...transport,
      'content-security-policy': pagePolicy,
      'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
    },
  };
}

const inlineElement = /<(script|style)>([\s\S]*?)<\/\1>/g;

/** The page's headers with a policy that also allows the scripts and styles which stand in it, each by its hash. */
export function allowingInline(html: string, headers: Headers): Headers {
  let policy = headers['content-security-policy'] ?? '';
  for (const [, tag, text = ''] of html.matchAll(inlineElement)) {
    const hash = createHash('sha256').update(text).digest('base64');
    policy = policy.replace(`${tag}-src 'self'`, (before) => `${before} 'sha256-${hash}'`);
  }
  return { ...headers, 'content-security-policy': policy };
}
