// Who is signed in here: asked of the server once the studio opens, and followed through every sign-in and sign-out.
import type { Account } from '@phonochart/catalog/account.ts';
import { signal } from '@preact/signals';
import { remember } from './remembered.ts';
import { ask, type Failure, failureOf, whenSignedOut } from './requests.ts';

/** `asking` at first; null where nobody is signed in. */
export const session = signal<Account | null | 'asking' | { failure: Failure }>('asking');

whenSignedOut(() => {
  session.value = null;
});

export async function askSession(): Promise<void> {
  session.value = 'asking';
  try {
    const { account } = await ask<{ account: Account | null }>('GET', '/api/auth/session');
    session.value = account;
    if (account) remember(account);
  } catch (error) {
    session.value = { failure: failureOf(error) };
  }
}

/** Takes the account of an answer that signs in. */
export function signedIn({ account }: { account: Account }): void {
  session.value = account;
  remember(account);
}
