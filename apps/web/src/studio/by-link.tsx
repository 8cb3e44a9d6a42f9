// The two pages that a one-time link opens: making the first admin, and choosing a password.
import type { Account } from '@phonochart/catalog/account.ts';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { Section } from '../settings/fields.tsx';
import { address, longEnough } from './field.tsx';
import { Form } from './form.tsx';
import { useLinkToken } from './link-token.ts';
import { ask, type Failure } from './requests.ts';
import { signedIn } from './session.ts';

const newPassword = () =>
  ({
    name: 'password',
    label: t('studio.newPassword'),
    type: 'password',
    autocomplete: 'new-password',
    hint: t('studio.passwordHint'),
    check: longEnough,
  }) as const;

export function Setup() {
  const token = useLinkToken();
  const { route } = useLocation();
  const open = useSetupOpen();
  if (open === false) {
    return (
      <Section title={t('studio.setupDone')}>
        <p>{t('studio.setupDoneText')}</p>
        <a class="settings-link" href="/sign-in">
          {t('studio.signIn')}
        </a>
      </Section>
    );
  }
  if (!token) return <NoToken text={t('studio.setupNoLink')} />;
  return (
    <>
      <p class="studio-lead">{t('studio.setupLead')}</p>
      <Section title={t('studio.firstAdmin')}>
        <Form
          fields={[
            { name: 'name', label: t('studio.name'), autocomplete: 'name', hint: t('studio.nameHint') },
            { name: 'email', label: t('studio.email'), type: 'email', autocomplete: 'username', check: address },
            newPassword(),
          ]}
          action={t('studio.makeAdmin')}
          says={({ code }: Failure) => (code === 'link-gone' ? t('studio.setupGone') : undefined)}
          send={async ({ name, email, password }) => {
            const body = { token, name: name?.trim(), email: email?.trim(), password };
            signedIn(await ask<{ account: Account }>('POST', '/api/setup', body));
            route('/account', true);
          }}
        />
      </Section>
    </>
  );
}

/** Undefined while nobody knows: then the form is shown, and its answer tells. */
function useSetupOpen(): boolean | undefined {
  const [open, setOpen] = useState<boolean | undefined>(undefined);
  useEffect(() => {
    ask<{ open: boolean }>('GET', '/api/setup').then(
      (answer) => setOpen(answer.open),
      () => undefined,
    );
  }, []);
  return open;
}

export function SetPassword() {
  const token = useLinkToken();
  const { route } = useLocation();
  if (!token) return <NoToken text={t('studio.passwordNoLink')} />;
  return (
    <>
      <p class="studio-lead">{t('studio.setPasswordLead')}</p>
      <Section title={t('studio.newPassword')}>
        <Form
          fields={[newPassword()]}
          action={t('studio.savePassword')}
          says={({ code }: Failure) => (code === 'link-gone' ? t('studio.passwordGone') : undefined)}
          send={async ({ password }) => {
            signedIn(await ask<{ account: Account }>('POST', '/api/auth/set-password', { token, password }));
            route('/account', true);
          }}
        />
      </Section>
    </>
  );
}

const NoToken = ({ text }: { text: string }) => (
  <Section title={t('studio.noLink')}>
    <p>{text}</p>
    <a class="settings-link" href="/sign-in">
      {t('studio.signIn')}
    </a>
  </Section>
);
