// The form of a record's fields, over everything: what was typed is thrown away only by those who say so.
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import type { Json } from '@phonochart/sync/push.ts';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { type Outbox, OutboxError } from '../../mirror/outbox.ts';
import { samePlace } from '../../mirror/outbox-edit.ts';
import { fieldIn, isOnItsWay } from '../../mirror/with-edits.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ChevronDownIcon, CloseIcon, WarningIcon } from '../../ui/icons.tsx';
import { PencilIcon } from '../../ui/screen-icons.tsx';
import { editor } from '../remembered.ts';
import {
  describedField,
  type EditField,
  editFields,
  type FieldGroup,
  inputsOf,
  ipaFollowing,
  recordKind,
  wantedOf,
} from './edit-fields.ts';
import type { InputError, Inputs } from './edit-kinds.ts';
import { FieldInputs } from './field-inputs.tsx';
import { labelOf, wordsOf } from './record-label.ts';
import { useBackCloses } from './use-back-closes.ts';
import './edit-form.css';

type EditDialogProps = {
  inventory: Inventory;
  record: string;
  outbox: Outbox;
  /** `changed`: something was saved. */
  onClose(changed: boolean): void;
  /** Opens the form of one of the sound's words instead; where it is left out, they are not offered. */
  onWord?(word: string): void;
};

/** A field as it was when the form was opened. */
type Opened = { field: string; was: Json; before: Inputs };

export function EditDialog({ inventory, record, outbox, onClose, onWord }: EditDialogProps) {
  // What is edited is what was there when the form was opened, whatever the mirror brings meanwhile.
  const [{ fields, kind, revision, around }] = useState(() => openedAt(inventory, record, outbox));
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Inputs>>(new Map());
  const [errors, setErrors] = useState<ReadonlyMap<string, { error: InputError; part: string }>>(new Map());
  const [trouble, setTrouble] = useState('');
  const [asks, setAsks] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const changed = fields.filter(({ field, before }) => !sameInputs(before, drafts.get(field)));

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  const leave = useBackCloses(
    () => changed.length === 0,
    () => onClose(false),
    () => setAsks(true),
  );
  const wish = () => (changed.length === 0 ? leave(() => onClose(false)) : setAsks(true));

  const save = async () => {
    const found = new Map<string, { error: InputError; part: string }>();
    const wanted: { field: string; was: Json; value: Json }[] = [];
    for (const { field, was } of changed) {
      const value = wantedOf(describedField(kind, field)!, drafts.get(field)!, was, around);
      if ('error' in value) found.set(field, value);
      else wanted.push({ field, was, value: value.value });
    }
    setErrors(found);
    setTrouble('');
    const [first] = found;
    if (first) {
      const wrong = dialog.current?.querySelector<HTMLElement>(`[name="${first[0]}.${first[1].part}"]`);
      const group = wrong?.closest('details');
      if (group) group.open = true;
      wrong?.focus();
      return;
    }
    try {
      for (const { field, was, value } of wanted)
        await outbox.edit({ language: inventory.id, record, field, revision, was, value });
      leave(() => onClose(wanted.length > 0));
    } catch (error) {
      if (!(error instanceof OutboxError)) throw error;
      setTrouble(`${t(`edits.error.${error.code}`)} ${t('edits.stillHere')}`);
    }
  };

  const type = (field: string, inputs: Inputs) => {
    setAsks(false);
    setErrors(new Map([...errors].filter(([wrong]) => wrong !== field)));
    const next = new Map([...drafts, [field, inputs]]);
    const before = (of: string) => fields.find((each) => each.field === of)?.before[''] ?? '';
    if (kind === 'phoneme' && field === 'symbol')
      next.set('ipa', {
        '': ipaFollowing({ symbol: before('symbol'), ipa: before('ipa') }, inputs[''] ?? ''),
      });
    setDrafts(next);
  };
  const inputsIn = (group: FieldGroup | undefined) =>
    fields
      .filter(({ field }) => describedField(kind, field)?.group === group)
      .map(({ field, before }) => (
        <FieldInputs
          key={field}
          name={`${kind}.${field}` as EditField}
          kind={describedField(kind, field)!.kind}
          inputs={drafts.get(field) ?? before}
          error={errors.get(field)}
          onInput={(inputs) => type(field, inputs)}
        />
      ));
  const groups = new Set(fields.flatMap(({ field }) => describedField(kind, field)?.group ?? []));
  const words = onWord ? wordsOf(inventory, record) : [];

  return (
    <dialog
      class="edit-dialog"
      ref={dialog}
      aria-labelledby={title}
      // What lies below has keys of its own, and closes at an Escape or a tap beside it.
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => event.stopPropagation()}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        wish();
      }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <header class="edit-head">
          <h2 id={title}>{t('edits.editSound', { sound: labelOf(inventory, record) })}</h2>
          <IconButton label={t('action.close')} onClick={wish}>
            <CloseIcon />
          </IconButton>
        </header>
        <div class="edit-fields">
          {inputsIn(undefined)}
          {[...groups].map((group) => (
            <details class="edit-group" key={group}>
              <summary>
                {t(`edits.group.${group}`)}
                <ChevronDownIcon />
              </summary>
              <div>{inputsIn(group)}</div>
            </details>
          ))}
          {words.length > 0 && (
            <section class="edit-words">
              <h3 class="field-label">{t('edits.words')}</h3>
              <ul>
                {words.map(({ id, form, phonemic }) => (
                  <li key={id}>
                    <button
                      type="button"
                      onClick={() => (changed.length === 0 ? leave(() => onWord?.(id)) : setAsks(true))}
                    >
                      <span lang={inventory.language.bcp47}>{form}</span>
                      <span class="ipa">/{phonemic}/</span>
                      <PencilIcon />
                      <span class="visually-hidden">{t('edits.edit')}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
        <footer class="edit-foot">
          <p class="form-trouble" role="alert">
            {(trouble || asks) && (
              <>
                <WarningIcon />
                <span>{trouble || t('edits.unsaved')}</span>
              </>
            )}
          </p>
          {asks ? (
            <>
              <Button key="discard" look="outline" onClick={() => leave(() => onClose(false))}>
                {t('edits.discard')}
              </Button>
              {/* Another element than "Save": turned into that one by its own click, it would go on to send the form. */}
              <Button key="go-on" onClick={() => setAsks(false)}>
                {t('edits.goOn')}
              </Button>
            </>
          ) : (
            <>
              <Button key="cancel" look="outline" onClick={wish}>
                {t('edits.cancel')}
              </Button>
              <Button key="save" type="submit" aria-disabled={changed.length === 0}>
                {t('edits.save')}
              </Button>
            </>
          )}
        </footer>
      </form>
    </dialog>
  );
}

/** A version of one's own that is not decided yet is what one goes on from. */
function openedAt(inventory: Inventory, record: string, outbox: Outbox) {
  const kind = recordKind(inventory, record) ?? 'phoneme';
  const author = editor.peek()?.id ?? '';
  const around = { inventory, record };
  const fields = Object.entries(editFields[kind]).map(([field, described]): Opened => {
    const was = fieldIn(inventory, record, field) ?? null;
    const place = { author, language: inventory.id, record, field };
    const undecided = outbox.edits.peek()?.findLast((edit) => samePlace(edit, place) && !isOnItsWay(edit));
    return { field, was, before: inputsOf(described.kind, undecided ? undecided.value : was, around) };
  });
  return { kind, around, fields, revision: (inventory as { seq?: number }).seq ?? 0 };
}

const sameInputs = (before: Inputs, now: Inputs | undefined): boolean =>
  !now || Object.entries(before).every(([part, text]) => now[part] === text);
