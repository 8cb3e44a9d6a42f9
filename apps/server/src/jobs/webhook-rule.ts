// Which webhooks may be asked for: by the secret that signs them, and by where they lead.
import { TaskFailure } from './task-failure.ts';
import { type AddressRule, addressRule, webhookUrl } from './webhook-address.ts';

export type WebhookRule = {
  secrets: readonly string[];
  open: AddressRule;
  /** Why an address cannot be taken, for whoever asks for it. */
  fault(url: string): string | undefined;
};

/** `allowPrivate`: for networks of one's own; plain http is then allowed as well. */
export function webhookRule({
  secrets,
  allowPrivate,
}: {
  secrets: readonly string[];
  allowPrivate: boolean;
}): WebhookRule {
  const open = addressRule(allowPrivate ? ['0.0.0.0/0', '::/0'] : []);
  return {
    secrets,
    open,
    fault(url) {
      if (secrets.length === 0) return 'this server sends no webhooks: its WEBHOOK_SECRET is not set';
      if (!allowPrivate && !/^https:/i.test(url)) return 'it must be an https address';
      try {
        webhookUrl(url, open);
        return undefined;
      } catch (error) {
        if (error instanceof TaskFailure) return error.message;
        throw error;
      }
    },
  };
}
