// Editors away from the server: what they edit in the app on their devices, and what has to become of each edit.
import { DatabaseSync } from 'node:sqlite';
import type { Change, OutboxEdit } from '../src/mirror/outbox-edit.ts';
import { documentsIn } from './claims.ts';
import type { Device } from './device.ts';
import { facts, type Journal } from './journal.ts';
import type { Page, People } from './people.ts';
import type { Scene } from './scene.ts';
import { inProcess } from './virtual-time.ts';

/** Every edit wants a value of its own, so that its trace is found again. */
type Made = {
  value: string;
  device: Device;
  place: string;
  language: string;
  /** In which the edits of one place on one device were kept. */
  number: number;
  /** A later edit of the same place may have taken its place before it was sent, or once it was undecided. */
  overtaken: boolean;
  /** Its author has let it go. */
  dropped: boolean;
  /** Sent once more, behind later ones, since its author wants it all the same. */
  wantedAgain: boolean;
  /** The catalogue has lost it: its language was taken away, or a backup of before it was restored. */
  lost: boolean;
  /** What its author was told before a backup was restored: since when it is in effect, and the mirrors that there were. */
  applied: { seq: number; mirrors: string[] }[];
};

export class Authors {
  readonly #scene: Scene;
  readonly #people: People;
  readonly #made: Made[] = [];
  #values = 0;

  constructor(scene: Scene, people: People) {
    this.#scene = scene;
    this.#people = people;
  }

  get #editing(): Page[] {
    return [...this.#people.pages].filter(({ outbox }) => outbox !== undefined);
  }

  /** Whether an edit has yet to leave a device without anybody's choice. */
  get sending(): boolean {
    return this.#editing.some(({ outbox }) =>
      outbox?.edits.value?.some(({ state }) => state !== 'clash' && state !== 'refused'),
    );
  }

  async edit(): Promise<void> {
    const { random } = this.#scene;
    const pages = this.#editing.filter(({ chart }) => chart.shown.value);
    if (pages.length === 0) return;
    const { tab, chart, outbox } = random.pick(pages);
    const held = chart.shown.value!;
    const { withEdits, fieldIn } = tab.kit;
    const [record, field] = random.pick([
      [`${held.id}:p`, 'description'],
      [held.id, 'name'],
    ] as const);
    const was = fieldIn(withEdits(held, outbox?.edits.value ?? []), record, field);
    if (was === undefined) return;
    const value = `${tab.device.editor} ${++this.#values}`;
    const wanted = field === 'name' ? value : { en: value };
    const change: Change = { language: held.id, record, field, revision: held.seq, was, value: wanted };
    this.#scene.tell(`${tab.name} edits ${record}: ${value}`);
    if (!(await kept(inProcess(tab, () => outbox!.edit(change)))) || tab.dead) return;
    const place = `${record} ${field}`;
    const before = this.#made.filter((made) => made.device === tab.device && made.place === place);
    for (const made of before) made.overtaken = true;
    const number = before.length;
    const fresh = { overtaken: false, dropped: false, wantedAgain: false, lost: false, applied: [] };
    this.#made.push({ value, device: tab.device, place, language: held.id, number, ...fresh });
  }

  /** Whoever sees a clash chooses; what was refused is given up. */
  async decide(): Promise<void> {
    const { random } = this.#scene;
    const undecided = this.#editing.flatMap((page) =>
      (page.outbox?.edits.value ?? [])
        .filter(({ state }) => state === 'clash' || state === 'refused')
        .map((edit) => ({ page, edit })),
    );
    if (undecided.length === 0) return;
    const { page, edit } = random.pick(undecided);
    const { tab, outbox } = page;
    const made = this.#made.find(({ value }) => value === textOf(edit.value));
    const mine = edit.state === 'clash' && random.chance(0.5);
    this.#scene.tell(`${tab.name} ${mine ? 'wants its own' : 'gives up'}: ${textOf(edit.value)}`);
    if (made && mine) made.wantedAgain = true;
    else if (made) made.dropped = true;
    await kept(
      inProcess(tab, () =>
        mine
          ? outbox!.keepMine(edit.key, { current: edit.current ?? null, revision: edit.revision })
          : outbox!.drop(edit.key),
      ),
    );
  }

  ring(): void {
    for (const { tab, outbox } of this.#editing) inProcess(tab, () => outbox!.ring());
  }

  /** From now on nobody at a desk can be sure of the fields that a push names. */
  arrives(body: string, journal: Journal): void {
    const { edits } = JSON.parse(body) as { edits: { language: string; field: string }[] };
    journal.begin(edits.map(({ language, field }) => facts(language)[field === 'name' ? 'name' : 'sound']));
  }

  /** The catalogue takes the language away, and every edit of it. */
  languageGoes(code: string): void {
    for (const made of this.#made) if (made.language === code) made.lost = true;
  }

  /**
   * What has left its outbox is the catalogue's alone, and may be younger than the backup. So is what only has yet to
   * leave: a mirror of before the restore shows it, or will by an answer that is on its way, and the device cannot know better.
   * The answer that it was applied may be on its way as well.
   */
  async beforeRestore(): Promise<void> {
    const applied = this.#appliedHere();
    for (const made of this.#made) {
      const held = await editsOn(made.device);
      const edit = held.find(({ value }) => textOf(value) === made.value);
      if (!edit) made.lost = true;
      const seq = edit?.state === 'applied' ? edit.seq : edit?.sent && applied.get(edit.id);
      if (!seq) continue;
      const databases = await made.device.idb.databases();
      made.applied.push({ seq, mirrors: databases.map(({ name = '' }) => name) });
    }
  }

  /** By the id of an edit that the server has applied, the `seq` at which. */
  #appliedHere(): ReadonlyMap<string, number> {
    const database = new DatabaseSync(this.#scene.server.file, { readOnly: true });
    const rows = database.prepare(`select id, seq from pushed_edits where outcome = 'applied'`).all();
    database.close();
    return new Map((rows as { id: string; seq: number }[]).map(({ id, seq }) => [id, seq]));
  }

  /** @param file the server's database */
  async check(file: string): Promise<void> {
    const database = new DatabaseSync(file, { readOnly: true });
    const rows = database.prepare('select value from edits order by id').all() as { value: string | null }[];
    database.close();
    const history = rows.map(({ value }) => (value === null ? '' : textOf(JSON.parse(value))));
    for (const made of this.#made) {
      const { value, device } = made;
      const times = history.filter((said) => said === value).length;
      const held = (await editsOn(device)).find((edit) => textOf(edit.value) === value);
      if (times > 1) this.#scene.breaks(`${value} was applied ${times} times`);
      if (held && held.state !== 'clash' && held.state !== 'refused')
        this.#scene.breaks(`${value} is still ${held.state} on ${device.name}`);
      const mayBeGone = made.overtaken || made.dropped || made.lost || wasShown(made);
      if (times === 0 && !held && !mayBeGone) this.#scene.breaks(`${value} of ${device.name} is gone`);
    }
    this.#inOrder(history);
  }

  #inOrder(history: readonly string[]): void {
    const places = Map.groupBy(
      this.#made.filter(({ wantedAgain }) => !wantedAgain),
      ({ device, place }) => `${device.name} ${place}`,
    );
    for (const [place, edits] of places) {
      const numbers = history.flatMap((said) => edits.find(({ value }) => value === said)?.number ?? []);
      if (numbers.some((number, at) => at > 0 && number < numbers[at - 1]!))
        this.#scene.breaks(`edits of ${place} came in the order ${numbers}`);
    }
  }
}

/** Whether a mirror of before a restore has held it. */
const wasShown = ({ device, language, applied }: Made): boolean =>
  [...device.mirrored].some(([place, seq]) => {
    const [database = '', code] = place.split(' ');
    return code === language && applied.some((told) => seq >= told.seq && told.mirrors.includes(database));
  });

/** What lies in the device's outbox, read without the app. */
async function editsOn(device: Device): Promise<OutboxEdit[]> {
  const documents = await documentsIn(device.idb, 'rxdb-dexie-phonochart-outbox--0--edits');
  return (documents as unknown as (OutboxEdit & { _deleted: unknown })[]).filter(
    ({ _deleted }) => _deleted !== '1' && _deleted !== true,
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'en' in value ? String(value.en) : String(value);

const kept = (promise: Promise<void>): Promise<boolean> =>
  promise.then(
    () => true,
    (error: { name?: string }) => {
      if (error.name === 'OutboxError') return false;
      throw error;
    },
  );
