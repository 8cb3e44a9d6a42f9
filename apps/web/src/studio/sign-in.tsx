// Signing in: address and password.
import type { Account } from '@phonochart/catalog/account.ts';
import { t } from '../i18n/i18n.ts';
import { Section } from '../settings/fields.tsx';
import { address } from './field.tsx';
import { Form } from './form.tsx';
import { ask } from './requests.ts';
import { signedIn } from './session.ts';

export function SignIn() {
  return (
    <>
      <p class="studio-lead">{t('studio.lead')}</p>
      <Section title={t('studio.yourAccount')}>
        <Form
          fields={[
            { name: 'email', label: t('studio.email'), type: 'email', autocomplete: 'username', check: address },
            { name: 'password', label: t('studio.password'), type: 'password', autocomplete: 'current-password' },
          ]}
          action={t('studio.signIn')}
          send={async ({ email, password }) =>
            signedIn(await ask<{ account: Account }>('POST', '/api/auth/sign-in', { email: email?.trim(), password }))
          }
        />
      </Section>
      <p class="field-hint">{t('studio.forgotten')}</p>
    </>
  );
}
