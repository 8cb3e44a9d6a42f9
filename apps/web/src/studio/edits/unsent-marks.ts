// A small mark on each sound of the chart that shows an edit which the catalogue does not show yet.
import { effect, type ReadonlySignal } from '@preact/signals';
import { lang, t } from '../../i18n/i18n.ts';
import type { OutboxEdit } from '../../mirror/outbox-edit.ts';
import { isOnItsWay } from '../../mirror/with-edits.ts';

/**
 * As a style sheet that names the sounds, so that the chart itself, which everybody loads, knows nothing of edits. The
 * words after the slash are what a screen reader says.
 */
export function markUnsent(edits: ReadonlySignal<readonly OutboxEdit[] | undefined>): void {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  effect(() => {
    void lang.value;
    const records = new Set((edits.value ?? []).filter(isOnItsWay).map(({ record }) => record));
    const marked = [...records].map((record) => `.sound[data-sound=${quoted(record)}]::after`);
    sheet.replaceSync(
      marked.length === 0
        ? ''
        : `${marked.join(',')} {
             content: "✎";
             content: "✎" / ${quoted(`, ${t('edits.notSent')}`)};
             position: absolute;
             inset-block-start: -5px;
             inset-inline-end: -5px;
             width: 18px;
             height: 18px;
             border: 1.5px solid var(--surface);
             border-radius: var(--r-full);
             background: var(--accent);
             color: var(--on-accent);
             font: 600 11px / 15px var(--font-ui);
             text-align: center;
             pointer-events: none;
           }`,
    );
  });
}

/** A text as CSS writes it, whatever is in it. */
const quoted = (text: string): string =>
  `"${[...text].map((sign) => (/[\p{L}\p{N} ,:-]/u.test(sign) ? sign : `\\${sign.codePointAt(0)!.toString(16)} `)).join('')}"`;
