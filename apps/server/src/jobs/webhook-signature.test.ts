// Signatures that any Standard Webhooks library accepts.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { newWebhookSecret, signWebhook } from './webhook-signature.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const delivery = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', seconds: 1614265330, body: '{"test": 2432232314}' };

test('signs the example that the scheme’s own libraries are tested with, as they do', () => {
  expect(signWebhook(delivery, [secret])).toEqual({
    'webhook-id': delivery.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
  expect(signWebhook({ ...delivery, seconds: 1614265330.9 }, [secret])).toEqual(signWebhook(delivery, [secret]));
});

test('while a secret is changed signs with both, over the bytes of the text', () => {
  const fresh = newWebhookSecret();
  const body = '{"word":"Tiếng Việt"}';
  const { 'webhook-signature': both } = signWebhook({ ...delivery, body }, [secret, fresh]);
  const key = Buffer.from(fresh.slice('whsec_'.length), 'base64');
  const bytes = Buffer.from(`${delivery.id}.${delivery.seconds}.${body}`, 'utf8');
  expect(both.split(' ')).toHaveLength(2);
  expect(both.split(' ')[1]).toBe(`v1,${createHmac('sha256', key).update(bytes).digest('base64')}`);
});

test('refuses to sign with no secret, one that is cut short, or one that is not base64', () => {
  const cut = `whsec_${Buffer.alloc(23).toString('base64')}`;
  const long = `whsec_${Buffer.alloc(65).toString('base64')}`;
  for (const secrets of [
    [],
    [''],
    ['whsec_'],
    [cut],
    [long],
    [`${secret}?`],
    [secret, 'not a secret at all, but long'],
  ])
    expect(() => signWebhook(delivery, secrets), secrets.join()).toThrow(
      expect.objectContaining({ code: 'webhook-secret', canPass: false }) as Error,
    );
});
