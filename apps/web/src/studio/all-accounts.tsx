// All accounts, for admins: adding an editor, changing a role, a new password link, disabling.
import type { Account, Role } from '@phonochart/catalog/account.ts';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Section } from '../settings/fields.tsx';
import { Button } from '../ui/button.tsx';
import { failureText } from './failure-text.ts';
import { address } from './field.tsx';
import { Form } from './form.tsx';
import { ask, type Failure, failureOf } from './requests.ts';
import { ShownOnce } from './shown-once.tsx';

type Link = { url: string; expires_at: string };
type Invitation = { name: string; url: string };

export function AllAccounts({ me }: { me: Account }) {
  const [accounts, setAccounts] = useState<readonly Account[] | undefined>(undefined);
  const [invitation, setInvitation] = useState<Invitation | undefined>(undefined);
  const [trouble, setTrouble] = useState('');
  const quietly = async (work: () => Promise<void>) => {
    setTrouble('');
    await work().catch((error) => {
      const failure = failureOf(error);
      setTrouble(failure.code === 'conflict' ? t('studio.lastAdmin') : failureText(failure));
      // What a list or a button shows may not be so.
      setAccounts((before) => before && [...before]);
    });
  };
  useEffect(() => {
    quietly(async () => setAccounts((await ask<{ accounts: Account[] }>('GET', '/api/accounts')).accounts));
  }, []);
  const pathOf = ({ id }: Account) => `/api/accounts/${encodeURIComponent(id)}`;
  const change = (account: Account, patch: { role?: Role; disabled?: boolean }) =>
    quietly(async () => {
      const changed = await ask<{ account: Account }>('PATCH', pathOf(account), patch);
      setAccounts((before) => before?.map((other) => (other.id === account.id ? changed.account : other)));
    });
  const invite = (account: Account) =>
    quietly(async () => {
      const { link } = await ask<{ link: Link }>('POST', `${pathOf(account)}/link`);
      setInvitation({ name: account.name, url: link.url });
    });

  return (
    <Section title={t('studio.accounts')}>
      {invitation && (
        <ShownOnce
          title={t('studio.linkFor', { name: invitation.name })}
          text={t('studio.linkOnce')}
          secret={invitation.url}
          onDone={() => setInvitation(undefined)}
        />
      )}
      {accounts && (
        <ul class="rows" aria-label={t('studio.accounts')}>
          {accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              own={account.id === me.id}
              onChange={(patch) => change(account, patch)}
              onInvite={() => invite(account)}
            />
          ))}
        </ul>
      )}
      <p class="form-trouble" role="alert">
        {trouble}
      </p>
      <h3 class="form-title">{t('studio.addPerson')}</h3>
      <Form
        fields={[
          { name: 'name', label: t('studio.name'), autocomplete: 'off' },
          { name: 'email', label: t('studio.email'), type: 'email', autocomplete: 'off', check: address },
        ]}
        action={t('studio.add')}
        clears
        says={({ code }: Failure) => (code === 'conflict' ? t('studio.addressTaken') : undefined)}
        send={async ({ name, email, role }) => {
          const body = { name: name?.trim(), email: email?.trim(), role };
          const made = await ask<{ account: Account; link: Link }>('POST', '/api/accounts', body);
          setAccounts((before) => [...(before ?? []), made.account]);
          setInvitation({ name: made.account.name, url: made.link.url });
        }}
      >
        <RoleList label={t('studio.role')} name="role" value="editor" />
      </Form>
    </Section>
  );
}

type RowProps = {
  account: Account;
  /** Nobody takes away their own role or account by a slip. */
  own: boolean;
  onChange(patch: { role?: Role; disabled?: boolean }): void;
  onInvite(): void;
};

function AccountRow({ account, own, onChange, onInvite }: RowProps) {
  const { name, email, role, disabled } = account;
  const whose = <span class="visually-hidden"> {name}</span>;
  return (
    <li class={disabled ? 'disabled' : undefined}>
      <div class="person-words">
        <span class="person-name">
          {name} {own && <span class="badge">{t('studio.you')}</span>}
          {disabled && <span class="badge warn">{t('studio.disabled')}</span>}
        </span>
        <span class="field-hint">{email}</span>
      </div>
      {own ? (
        <span class="badge">{t(`studio.role.${role}`)}</span>
      ) : (
        <div class="row-actions">
          <RoleList
            label={t('studio.roleOf', { name })}
            labelHidden
            value={role}
            onChoose={(chosen) => onChange({ role: chosen })}
          />
          {!disabled && (
            <Button look="soft" onClick={onInvite}>
              {t('studio.newLink')}
              {whose}
            </Button>
          )}
          <Button look="outline" onClick={() => onChange({ disabled: !disabled })}>
            {t(disabled ? 'studio.enable' : 'studio.disable')}
            {whose}
          </Button>
        </div>
      )}
    </li>
  );
}

type RoleListProps = {
  label: string;
  labelHidden?: boolean;
  name?: string;
  value: Role;
  onChoose?: (role: Role) => void;
};

function RoleList({ label, labelHidden, name, value, onChoose }: RoleListProps) {
  return (
    <label class="list-field">
      <span class={labelHidden ? 'visually-hidden' : 'field-label'}>{label}</span>
      <select name={name} value={value} onChange={({ currentTarget }) => onChoose?.(currentTarget.value as Role)}>
        {(['editor', 'admin'] as const).map((role) => (
          <option key={role} value={role}>
            {t(`studio.role.${role}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
