// API tokens, for scripts that bring recordings: what there is, a new one, and an end to one.
import type { ApiToken } from '@phonochart/catalog/account.ts';
import { useEffect, useState } from 'preact/hooks';
import { lang, t } from '../i18n/i18n.ts';
import { Section } from '../settings/fields.tsx';
import { Button } from '../ui/button.tsx';
import { failureText } from './failure-text.ts';
import { Form } from './form.tsx';
import { ask, failureOf } from './requests.ts';
import { ShownOnce } from './shown-once.tsx';

/** Days until a new token expires; 0 for never. */
const lives = [90, 30, 365, 0] as const;

export function ApiTokens() {
  const [tokens, setTokens] = useState<readonly ApiToken[] | undefined>(undefined);
  const [secret, setSecret] = useState('');
  const [trouble, setTrouble] = useState('');
  const quietly = async (work: () => Promise<void>) => {
    setTrouble('');
    await work().catch((error) => setTrouble(failureText(failureOf(error))));
  };
  const load = () =>
    quietly(async () => setTokens((await ask<{ tokens: ApiToken[] }>('GET', '/api/account/tokens')).tokens));
  useEffect(() => void load(), []);
  const revoke = (id: string) =>
    quietly(async () => {
      await ask('DELETE', `/api/account/tokens/${encodeURIComponent(id)}`);
      setTokens((before) => before?.filter((token) => token.id !== id));
    });

  return (
    <Section title={t('studio.tokens')}>
      <p class="field-hint">
        {t('studio.tokensText')} <a href="/api/docs">{t('studio.apiDocs')}</a>
      </p>
      {secret && (
        <ShownOnce
          title={t('studio.newToken')}
          text={t('studio.tokenOnce')}
          secret={secret}
          onDone={() => setSecret('')}
        />
      )}
      {tokens && tokens.length > 0 && (
        <ul class="rows" aria-label={t('studio.tokens')}>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} onRevoke={() => revoke(token.id)} />
          ))}
        </ul>
      )}
      <p class="form-trouble" role="alert">
        {trouble}
      </p>
      <Form
        fields={[{ name: 'name', label: t('studio.tokenName'), autocomplete: 'off', hint: t('studio.tokenNameHint') }]}
        action={t('studio.createToken')}
        clears
        send={async ({ name, life }) => {
          const days = Number(life);
          const body = { name: name?.trim(), ...(days > 0 ? { expires_in_days: days } : {}) };
          const made = await ask<{ token: ApiToken; secret: string }>('POST', '/api/account/tokens', body);
          setSecret(made.secret);
          setTokens((before) => [made.token, ...(before ?? [])]);
        }}
      >
        <label class="list-field">
          <span class="field-label">{t('studio.tokenLife')}</span>
          <select name="life">
            {lives.map((days) => (
              <option key={days} value={days}>
                {days > 0 ? t('studio.days', { n: days }) : t('studio.untilRevoked')}
              </option>
            ))}
          </select>
        </label>
      </Form>
    </Section>
  );
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke(): void }) {
  const { name, prefix, last_used_on, expires_at } = token;
  const facts = [
    last_used_on ? t('studio.lastUsed', { day: day(last_used_on) }) : t('studio.neverUsed'),
    expires_at ? t('studio.expires', { day: day(expires_at) }) : t('studio.untilRevoked'),
  ];
  return (
    <li>
      <div class="person-words">
        <span class="person-name">
          {name} <code>{prefix}…</code>
        </span>
        <span class="field-hint">{facts.join(' · ')}</span>
      </div>
      <Button look="outline" onClick={onRevoke}>
        {t('studio.revoke')}
        <span class="visually-hidden"> {name}</span>
      </Button>
    </li>
  );
}

const day = (date: string): string => new Date(date).toLocaleDateString(lang.value, { dateStyle: 'medium' });
