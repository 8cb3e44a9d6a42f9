// One edit as a card: what it changes, both versions where they clash, why it was refused, and what can be done.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { useId } from 'preact/hooks';
import { chartUrl } from '../../addresses.ts';
import { lang, t } from '../../i18n/i18n.ts';
import { nameOf } from '../../languages/language-names.ts';
import type { Shown } from '../../mirror/outbox.ts';
import type { OutboxEdit } from '../../mirror/outbox-edit.ts';
import { fieldIn } from '../../mirror/with-edits.ts';
import { Button } from '../../ui/button.tsx';
import { describedField, recordKind } from './edit-fields.ts';
import { fieldLabel, labelOf } from './record-label.ts';
import { ValueText } from './value-text.tsx';

type Held = Inventory & { readonly seq: number };

type EditCardProps = {
  edit: OutboxEdit;
  /** As the mirror has it. */
  inventory: Held | undefined | null;
  onDrop(): void;
  onMine?(shown: Shown): void;
  onTheirs?(shown: Shown): void;
  onChange?(): void;
};

export function EditCard({ edit, inventory, onDrop, onMine, onTheirs, onChange }: EditCardProps) {
  const id = useId();
  const { language, record, field, value, state, made_at } = edit;
  const name = `${labelOf(inventory, record)}, ${fieldLabel(inventory, record, field)}`;
  const when = new Date(made_at).toLocaleString(lang.value, { dateStyle: 'medium', timeStyle: 'short' });
  const theirs = theirsNow(edit, inventory);
  const kind = inventory ? recordKind(inventory, record) : undefined;
  const shown = { described: kind && describedField(kind, field), around: inventory && { inventory, record } };
  return (
    <li class={`card edit-card ${state}`} aria-labelledby={id}>
      <header>
        <h3 id={id}>
          <a href={chartUrl({ code: language, ...(record === language ? {} : { sound: record }) })}>
            <span class="ipa">{labelOf(inventory, record)}</span>
          </a>{' '}
          <span>{fieldLabel(inventory, record, field)}</span>
        </h3>
        {record !== language && <span class="edit-where">{inventory ? nameOf(inventory.language) : language}</span>}
        {edit.elsewhere && <span class="badge">{t('edits.elsewhere')}</span>}
        {state === 'waiting' && <span class="badge">{t('edits.notSent')}</span>}
        {state === 'applied' && <span class="badge ok">{t('edits.onItsWay')}</span>}
      </header>
      {state === 'clash' ? (
        <>
          <p class="edit-why">{t('edits.clash')}</p>
          <div class="edit-versions">
            <div class="edit-version">
              <h4>{t('edits.mineWhen', { when })}</h4>
              <ValueText {...shown} value={value} beside={theirs.current} />
              <Button onClick={() => onMine?.(theirs)}>
                {t('edits.keepMine')}
                <span class="visually-hidden"> {name}</span>
              </Button>
            </div>
            <div class="edit-version">
              <h4>{t('edits.theirs')}</h4>
              <ValueText {...shown} value={theirs.current} beside={value} />
              <Button look="outline" onClick={() => onTheirs?.(theirs)}>
                {t('edits.takeTheirs')}
                <span class="visually-hidden"> {name}</span>
              </Button>
            </div>
          </div>
        </>
      ) : (
        <>
          <ValueText {...shown} value={value} />
          <p class="edit-when">{t('edits.made', { when })}</p>
        </>
      )}
      {state === 'refused' && (
        <div class="edit-refused">
          <p>
            <b>{t(`edits.refused.${edit.reason ?? 'value'}`)}</b>
          </p>
          {edit.detail && (
            <p lang="en" class="edit-detail">
              {t('edits.serverSays', { detail: edit.detail })}
            </p>
          )}
          <div class="edit-actions">
            {kind && edit.reason !== 'field' && onChange && (
              <Button onClick={onChange}>
                {t('edits.change')}
                <span class="visually-hidden"> {name}</span>
              </Button>
            )}
            <Button look="outline" onClick={onDrop}>
              {t('edits.drop')}
              <span class="visually-hidden"> {name}</span>
            </Button>
          </div>
        </div>
      )}
      {state === 'waiting' && !edit.sent && (
        <div class="edit-actions">
          <Button look="outline" onClick={onDrop}>
            {t('edits.takeBack')}
            <span class="visually-hidden"> {name}</span>
          </Button>
        </div>
      )}
    </li>
  );
}

/** Theirs as the mirror has it, where it has come further than the answer that told of the clash. */
function theirsNow(edit: OutboxEdit, inventory: Held | undefined | null): Shown {
  const told = { current: edit.current ?? null, revision: edit.revision };
  if (!inventory || inventory.seq <= edit.revision) return told;
  const current = fieldIn(inventory, edit.record, edit.field);
  return current === undefined ? told : { current, revision: inventory.seq };
}
