// Accounts and API tokens as the server tells of them and the studio shows them; free of any library.

export const roles = ['editor', 'admin'] as const;
/** An admin may all that an editor may. */
export type Role = (typeof roles)[number];

export type Account = {
  id: string;
  /** In lower case. */
  email: string;
  name: string;
  role: Role;
  /** May neither sign in nor use tokens. */
  disabled: boolean;
  /** ISO 8601. */
  created_at: string;
};

export type ApiToken = {
  id: string;
  name: string;
  /** The token's first characters. */
  prefix: string;
  created_at: string;
  /** A day such as 2026-11-21. */
  last_used_on: string | null;
  expires_at: string | null;
};
