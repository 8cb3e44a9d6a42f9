// Several authors' devices that push at random over HTTP, for tests: each answer is held against a model's.
import type { ReferencePush } from '@phonochart/sync/contract/reference-push.ts';
import type { Json, PushAnswer, PushedEdit, PushResult } from '@phonochart/sync/push.ts';
import fc from 'fast-check';
import { expect } from 'vitest';
import { bodyOf, type ExampleServer } from '../example-server.ts';
import { exampleInventory } from '../store/example-inventory.ts';

export const authors = ['ann', 'bob', 'cho'] as const;
const text = (n: number): Json => (n === 0 ? null : { en: `Text ${n}` });
const fields = [
  { language: 'aa', record: 'aa:p', field: 'description', value: text },
  { language: 'aa', record: 'aa:p', field: 'articulation', value: text },
  { language: 'aa', record: 'aa:ʃ', field: 'name', value: (n: number): Json => (n === 0 ? null : `Name ${n}`) },
  { language: 'aa', record: 'aa', field: 'family', value: (n: number): Json => (n === 0 ? null : `Family ${n}`) },
  { language: 'bb', record: 'bb:word:pa', field: 'phonetic', value: (n: number): Json => `p${n}a` },
  { language: 'bb', record: 'bb', field: 'counts', value: (n: number): Json => n },
];

const author = fc.constantFrom(...authors);
const made = fc.record({ do: fc.constant('make' as const), author, field: fc.nat(fields.length - 1), n: fc.nat(3) });
/** What happens next in a random history. */
export const step = fc.oneof(
  { weight: 8, arbitrary: made },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('push' as const),
      author,
      /** Of the line of what was made: how many, and how many that are acknowledged already come along again. */
      most: fc.integer({ min: 1, max: 5 }),
      again: fc.nat(3),
      reversed: fc.boolean(),
      answerLost: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pull' as const), author }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('decide' as const), author, mine: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('steal' as const), author, from: author, other: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('desk' as const), field: fc.nat(1), n: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('epoch' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

type Device = {
  author: string;
  epoch: string;
  revision: number;
  /** What the device shows: what it pulled, and its own edits over it. */
  shown: Map<number, Json>;
  /** Edits that are not acknowledged, in the order in which they were made. */
  line: PushedEdit[];
  acknowledged: { edit: PushedEdit; result: PushResult }[];
  clashes: { edit: PushedEdit; current: Json }[];
};

let madeSoFar = 0;

/** Devices of several authors, the server behind HTTP, and the model that its answers are held against. */
export class PushWorld {
  readonly server: ExampleServer;
  readonly model: ReferencePush;
  readonly address: string;
  readonly devices: Map<string, Device>;

  constructor(server: ExampleServer, model: ReferencePush, address: string) {
    this.server = server;
    this.model = model;
    this.address = address;
    this.devices = new Map(
      authors.map((name) => [
        name,
        { author: name, epoch: model.epoch, revision: 0, shown: new Map(), line: [], acknowledged: [], clashes: [] },
      ]),
    );
    for (const device of this.devices.values()) this.pull(device);
  }

  pull(device: Device): void {
    device.epoch = this.model.epoch;
    device.revision = this.model.head;
    for (const [at, field] of fields.entries()) device.shown.set(at, this.valueOf(field));
    for (const { record, field, value } of device.line)
      device.shown.set(fields.findIndex((each) => each.record === record && each.field === field)!, value);
  }

  valueOf({ language, record, field }: (typeof fields)[number]): Json {
    const name = `${language} ${record} ${field}`;
    const value = this.model.values.get(name);
    return value === undefined ? initial({ language, record, field }) : value;
  }

  make(device: Device, at: number, value: Json, was: Json = device.shown.get(at) ?? null): void {
    const { language, record, field } = fields[at]!;
    const last = device.line.at(-1) ?? device.acknowledged.at(-1)?.edit;
    const id = `edit-${String(madeSoFar++).padStart(12, '0')}`;
    const { revision } = device;
    const edit = { id, after: last?.id ?? null, language, record, field, revision, was, value };
    device.line.push({ ...edit, made_at: '2026-11-21T08:00:00Z' });
    device.shown.set(at, value);
  }

  /** Sends over HTTP, and holds the answer against the model's. */
  async send(device: Device, edits: PushedEdit[]): Promise<PushResult[] | 'foreign'> {
    const { epoch, author } = device;
    const answer = await fetch(`${this.address}/api/sync/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${author}`, 'content-type': 'application/json' },
      body: JSON.stringify({ epoch, edits }),
    });
    const expected = this.model.push({ epoch, edits }, author);
    if (expected === 'foreign') {
      expect(await bodyOf(answer)).toMatchObject({ status: 409, epoch: this.model.epoch, head: this.model.head });
      return 'foreign';
    }
    const told: PushAnswer = await bodyOf(answer);
    expect(told).toMatchObject({ epoch, head: this.model.head });
    const results = told.results.map((each) => (each.outcome === 'refused' ? { ...each, detail: '' } : each));
    expect(results).toEqual(expected);
    return results;
  }

  async push(device: Device, { most, again, reversed, answerLost }: Extract<Step, { do: 'push' }>): Promise<void> {
    const repeated = device.acknowledged.slice(device.acknowledged.length - again).map(({ edit }) => edit);
    const fresh = device.line.slice(0, most);
    const edits = reversed ? [...repeated, ...fresh].reverse() : [...repeated, ...fresh];
    if (edits.length === 0) return;
    const results = await this.send(device, edits);
    if (results === 'foreign') return this.pull(device);
    // What was acknowledged is never answered in another way.
    for (const { edit, result } of device.acknowledged)
      for (const each of results) if (each.id === edit.id) expect(each).toEqual(result);
    if (answerLost) return;
    for (const result of results) {
      const edit = device.line.find(({ id }) => id === result.id);
      if (!edit || result.outcome === 'waiting') continue;
      device.line = device.line.filter(({ id }) => id !== edit.id);
      device.acknowledged.push({ edit, result });
      if (result.outcome === 'clash') device.clashes.push({ edit, current: result.current });
    }
  }

  /** "Mine" or "theirs" of the oldest clash, as a new edit. */
  decide(device: Device, mine: boolean): void {
    const clash = device.clashes.shift();
    if (!clash) return;
    const { edit, current } = clash;
    const at = fields.findIndex(({ record, field }) => record === edit.record && field === edit.field);
    this.make(device, at, mine ? edit.value : current, current);
  }

  async steal(thief: Device, victim: Device, other: boolean): Promise<void> {
    const stolen = victim.acknowledged.at(-1)?.edit;
    if (!stolen) return;
    await this.send(thief, [other ? { ...stolen, value: 'other' } : stolen]);
  }

  async desk({ field: at, n }: Extract<Step, { do: 'desk' }>): Promise<void> {
    const { record, field, language, value } = fields[at]!;
    await this.server.store.editPhoneme({ id: record, patch: { [field]: value(n) }, author: 'At the desk' } as never);
    this.model.change({ language, record, field, value: value(n) });
  }

  async take(each: Step): Promise<void> {
    if (each.do === 'desk') return this.desk(each);
    if (each.do === 'epoch') {
      this.model.epoch = await this.server.store.newEpoch();
      return;
    }
    const device = this.devices.get(each.author)!;
    if (each.do === 'make') this.make(device, each.field, fields[each.field]!.value(each.n));
    if (each.do === 'push') await this.push(device, each);
    if (each.do === 'pull') this.pull(device);
    if (each.do === 'decide') this.decide(device, each.mine);
    if (each.do === 'steal') await this.steal(device, this.devices.get(each.from)!, each.other);
  }

  /** Every device sends what it has left; then catalogue, history and clashes are the model's. */
  async settle(before: number): Promise<void> {
    const push = { do: 'push', most: 100, again: 0, reversed: false, answerLost: false } as const;
    for (const device of this.devices.values()) {
      this.pull(device);
      await this.push(device, { ...push, author: 'ann' });
      expect(device.line).toEqual([]);
      const headers = { authorization: `Bearer ${device.author}` };
      const { clashes } = await bodyOf(fetch(`${this.address}/api/sync/clashes`, { headers }));
      expect(clashes.map(({ id }: PushedEdit) => id)).toEqual(this.model.clashesOf(device.author));
    }
    const { store } = this.server;
    const { epoch, head } = await store.syncState();
    expect({ epoch, head }).toEqual({ epoch: this.model.epoch, head: this.model.head });
    for (const code of ['aa', 'bb']) {
      const held = await store.getInventory(code);
      expect(held).toEqual({ seq: this.model.seqOf(code), value: this.catalogue(code) });
    }
    const pulled = await Promise.all(
      (['languages', 'inventories'] as const).map((collection) =>
        store.pull({ epoch, collection, after: before, limit: 10 }),
      ),
    );
    const seqs = pulled.flatMap((page) =>
      page.type === 'page' ? page.documents.map((each) => JSON.parse(each).seq) : [],
    );
    expect(new Set(seqs).size).toBe(seqs.length);
  }

  /** The language as it came, with the model's values in it. */
  catalogue(code: string): unknown {
    const inventory = structuredClone(exampleOf(code)) as never as Record<string, { id: string }[]>;
    for (const [name, value] of this.model.values) {
      const [language, record, field] = name.split(' ');
      if (language !== code) continue;
      const records = [inventory.language, inventory.phonemes, inventory.realisations, inventory.words].flat();
      const found = records.find((each) => each!.id === record) as Record<string, unknown>;
      if (value === null) delete found[field!];
      else found[field!] = value;
    }
    return inventory;
  }
}

export const exampleOf = (code: string) => exampleInventory(code);

export function initial({ language, record, field }: Pick<PushedEdit, 'language' | 'record' | 'field'>): Json {
  const { language: own, phonemes, words } = exampleOf(language);
  const found = [own, ...phonemes, ...words].find(({ id }) => id === record) as Record<string, unknown> | undefined;
  return (found?.[field] ?? null) as Json;
}
