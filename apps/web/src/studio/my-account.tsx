// The account signed in here: who it is, signing out, a new password, and below it tokens and, for admins, all accounts.
import type { Account } from '@phonochart/catalog/account.ts';
import { useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Section } from '../settings/fields.tsx';
import { Button } from '../ui/button.tsx';
import { ChevronRightIcon } from '../ui/screen-icons.tsx';
import { AllAccounts } from './all-accounts.tsx';
import { ApiTokens } from './api-tokens.tsx';
import { editCounts, editing } from './edits/editing-now.ts';
import { failureText } from './failure-text.ts';
import { longEnough } from './field.tsx';
import { Form } from './form.tsx';
import { forget } from './remembered.ts';
import { ask, failureOf } from './requests.ts';
import { session, signedIn } from './session.ts';

export function MyAccount({ account }: { account: Account }) {
  const [trouble, setTrouble] = useState('');
  const [asks, setAsks] = useState(false);
  const { waiting, undecided } = editCounts.value;
  const kept = editing.value?.outbox.edits.value?.filter(({ elsewhere }) => !elsewhere).length ?? 0;
  const signOut = async () => {
    try {
      await ask('POST', '/api/auth/sign-out');
      forget();
      session.value = null;
    } catch (error) {
      setTrouble(failureText(failureOf(error)));
    }
  };
  return (
    <div class="studio-columns">
      <div>
        <Section title={t('studio.signedInAs')}>
          <div class="person">
            <div class="person-words">
              <span class="person-name">{account.name}</span>
              <span class="field-hint">{account.email}</span>
            </div>
            <span class="badge">{t(`studio.role.${account.role}`)}</span>
            {!asks && (
              <Button look="soft" onClick={kept > 0 ? () => setAsks(true) : signOut}>
                {t('studio.signOut')}
              </Button>
            )}
          </div>
          <div role="alert">
            {asks && (
              <div class="sign-out-asks">
                <p>{t('edits.waitHere', { n: kept })}</p>
                <Button onClick={() => setAsks(false)}>{t('edits.stay')}</Button>
                <Button look="outline" onClick={signOut}>
                  {t('edits.signOutAnyway')}
                </Button>
              </div>
            )}
          </div>
          <a class="settings-link" href="/edits">
            <span>{t('edits.title')}</span>
            {waiting + undecided > 0 && (
              <span class={undecided > 0 ? 'badge warn' : 'badge'}>
                {undecided > 0 ? t('edits.undecided') : t('edits.count', { n: waiting })}
              </span>
            )}
            <ChevronRightIcon />
          </a>
          {trouble && (
            <p class="form-trouble" role="alert">
              {trouble}
            </p>
          )}
        </Section>
        <ApiTokens />
        <NewPassword account={account} />
      </div>
      {account.role === 'admin' && (
        <div>
          <AllAccounts me={account} />
        </div>
      )}
    </div>
  );
}

function NewPassword({ account }: { account: Account }) {
  const [changed, setChanged] = useState(false);
  return (
    <Section title={t('studio.changePassword')}>
      <Form
        fields={[
          {
            name: 'current',
            label: t('studio.currentPassword'),
            type: 'password',
            autocomplete: 'current-password',
            sentAs: 'current_password',
          },
          {
            name: 'new',
            label: t('studio.newPassword'),
            type: 'password',
            autocomplete: 'new-password',
            hint: t('studio.passwordHint'),
            check: longEnough,
            sentAs: 'new_password',
          },
        ]}
        action={t('studio.savePassword')}
        clears
        send={async (values) => {
          setChanged(false);
          const body = { current_password: values.current, new_password: values.new };
          signedIn(await ask<{ account: Account }>('POST', '/api/auth/change-password', body));
          setChanged(true);
        }}
      >
        {/* Tells a password manager whose password it is. */}
        <input
          type="email"
          class="visually-hidden"
          tabIndex={-1}
          aria-hidden="true"
          autocomplete="username"
          value={account.email}
          readOnly
        />
      </Form>
      <p class="form-done" role="status">
        {changed && t('studio.passwordChanged')}
      </p>
    </Section>
  );
}
