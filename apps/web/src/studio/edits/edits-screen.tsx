// One's own edits: those that need a decision, with both versions, and those that are on their way.
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import type { OutboxEdit } from '../../mirror/outbox-edit.ts';
import { isOnItsWay } from '../../mirror/with-edits.ts';
import { Button } from '../../ui/button.tsx';
import { CheckIcon, CloudOffIcon, SyncIcon, WarningIcon } from '../../ui/icons.tsx';
import { PencilIcon } from '../../ui/screen-icons.tsx';
import { EditCard } from './edit-card.tsx';
import { EditDialog } from './edit-dialog.tsx';
import type { Editing } from './editing-now.ts';
import './edits.css';

export function EditsScreen({ editing }: { editing: Editing }) {
  const { outbox } = editing;
  const edits = outbox.edits.value;
  const [said, say] = useState('');
  const [changing, setChanging] = useState<OutboxEdit | undefined>(undefined);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const look = () => void outbox.look();
    look();
    addEventListener('online', look);
    return () => removeEventListener('online', look);
  }, [outbox]);
  if (!edits) return null;
  const undecided = edits.filter((edit) => !isOnItsWay(edit));
  const waiting = edits.filter(isOnItsWay);
  const others = outbox.others.value;
  /** The button that was tapped leaves with its card: the focus goes to what stays. */
  const decide = (work: Promise<void>, words: string) => {
    heading.current?.focus({ preventScroll: true });
    work.then(
      () => say(words),
      () => say(t('edits.error.storage')),
    );
  };
  const held = changing && editing.inventory(changing.language).value;
  return (
    <div class="edits">
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <SendState {...{ editing }} waiting={waiting.length} />
      <h2 ref={heading} tabIndex={-1} class={undecided.length === 0 ? 'visually-hidden' : undefined}>
        {t('edits.decide')}
      </h2>
      {undecided.length > 0 && (
        <ul class="edit-cards">
          {undecided.map((edit) => (
            <EditCard
              key={edit.key}
              {...{ edit }}
              inventory={editing.inventory(edit.language).value}
              onMine={(shown) => decide(outbox.keepMine(edit.key, shown), t('edits.done.mine'))}
              onTheirs={(shown) => decide(outbox.drop(edit.key, shown), t('edits.done.theirs'))}
              onDrop={() => decide(outbox.drop(edit.key), t('edits.done.dropped'))}
              onChange={() => setChanging(edit)}
            />
          ))}
        </ul>
      )}
      {waiting.length > 0 && (
        <>
          <h2>{t('edits.waiting')}</h2>
          <ul class="edit-cards">
            {waiting.map((edit) => (
              <EditCard
                key={edit.key}
                {...{ edit }}
                inventory={editing.inventory(edit.language).value}
                onDrop={() => decide(outbox.drop(edit.key), t('edits.done.dropped'))}
              />
            ))}
          </ul>
        </>
      )}
      {edits.length === 0 && (
        <div class="edits-none">
          <PencilIcon />
          <p>
            <b>{t('edits.none')}</b>
          </p>
          <p>{t('edits.noneText')}</p>
        </div>
      )}
      {others > 0 && <p class="field-hint">{t('edits.others', { n: others })}</p>}
      {changing && held && (
        <EditDialog
          inventory={editing.edited(held)}
          record={changing.record}
          outbox={outbox}
          onClose={() => setChanging(undefined)}
        />
      )}
    </div>
  );
}

function SendState({ editing, waiting }: { editing: Editing; waiting: number }) {
  const { outbox } = editing;
  const state = outbox.state.value;
  const fine = state === 'idle' || state === 'sending';
  // What is sent unseen, that theirs stays, is nothing to be told of.
  if (waiting === 0 && state !== 'storage' && !outbox.inMemory.value) return null;
  return (
    <div class={fine || state === 'offline' ? 'edits-state' : 'edits-state warn'}>
      {state === 'offline' ? (
        <CloudOffIcon />
      ) : state === 'sending' ? (
        <SyncIcon />
      ) : fine ? (
        <CheckIcon />
      ) : (
        <WarningIcon />
      )}
      <p role="status">
        {t(`edits.state.${state}`)} {outbox.inMemory.value && t('edits.inMemory')}
      </p>
      {state === 'signed-out' ? (
        <a class="button" href="/sign-in">
          {t('edits.signIn')}
        </a>
      ) : (
        waiting > 0 &&
        state !== 'sending' &&
        navigator.onLine && (
          <Button look="soft" onClick={() => outbox.ring()}>
            {t('edits.sendNow')}
          </Button>
        )
      )}
    </div>
  );
}
