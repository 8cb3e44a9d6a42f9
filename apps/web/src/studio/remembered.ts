// The editor whom this device remembers: edits can then be made without a connection, and after a restart.
import { signal } from '@preact/signals';

/** What is known of the account without asking the server. */
export type Editor = { readonly id: string; readonly name: string };

const KEY = 'phonochart-editor';

function read(): Editor | undefined {
  try {
    const { id, name } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Editor>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where nobody has signed in here, or they have signed out; a session that merely ended is not the end of it. */
export const editor = signal<Editor | undefined>(read());

/** Rises with each sign-in: what waits for one can be sent. */
export const signIns = signal(0);

export function remember({ id, name }: Editor): void {
  const before = editor.peek();
  if (before?.id !== id || before.name !== name) {
    editor.value = { id, name };
    keep(JSON.stringify({ id, name }));
  }
  signIns.value += 1;
}

export function forget(): void {
  editor.value = undefined;
  keep(undefined);
}

function keep(text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, text);
  } catch {
    // Refused: it is remembered while the page is open.
  }
}

// Another tab has signed in or out.
addEventListener('storage', ({ key }) => {
  if (key !== KEY) return;
  const now = read();
  if (now?.id !== editor.peek()?.id) editor.value = now;
});
