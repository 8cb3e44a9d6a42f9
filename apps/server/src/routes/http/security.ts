// The headers that keep pages and answers to themselves.
import type { Headers } from './representation.ts';

const everywhere: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * What the app needs and nothing more; its scripts and styles are files, so nothing inline is allowed. WebAssembly, which
 * makes the files of Anki decks, is; text that becomes a script is not.
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
