// A secret that is shown this once: to be copied now, since nobody can show it again.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';

type ShownOnceProps = { title: string; text: string; secret: string; onDone(): void };

export function ShownOnce({ title, text, secret, onDone }: ShownOnceProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | undefined>(undefined);
  useLayoutEffect(() => heading.current?.focus(), [secret]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      // Refused, or a page without a secure context: then it is marked, for the person's own keys.
      box.current?.select();
      setCopied(false);
    }
  };
  return (
    <div class="shown-once">
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>{text}</p>
      <input ref={box} readOnly value={secret} aria-label={title} onFocus={(event) => event.currentTarget.select()} />
      <div class="shown-once-actions">
        <Button onClick={copy}>{t('studio.copy')}</Button>
        <Button look="soft" onClick={onDone}>
          {t('studio.done')}
        </Button>
        <span role="status">{copied === undefined ? '' : t(copied ? 'studio.copied' : 'studio.notCopied')}</span>
      </div>
    </div>
  );
}
