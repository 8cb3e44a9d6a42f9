// SHA-256 as lower-case hexadecimal: the browser's own where it offers one, which plain http on a network address does not.

export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(new Uint8Array(bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What RxDB names its own records by; its default insists on the browser's. */
export const hashText = (text: string | ArrayBuffer | Blob): Promise<string> =>
  sha256(new TextEncoder().encode(text as string).buffer as ArrayBuffer);
