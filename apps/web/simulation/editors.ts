// Editors and operators: what they do to the catalogue, and what of it has been acknowledged to them.
import { exampleInventory } from '../../server/src/store/example-inventory.ts';
import type { CatalogueStore } from '../../server/src/store/store.ts';
import { StoreError } from '../../server/src/store/store-error.ts';
import { checkServer } from './claims.ts';
import { allFacts, type Fact, facts, Journal } from './journal.ts';
import type { Scene } from './scene.ts';

export class Editors {
  readonly #scene: Scene;
  #journal = new Journal();
  #backup: { file: string; journal: Journal } | undefined;
  #version = 0;
  /** Nobody dies at an edit any more. */
  calm = false;
  #joined = false;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  get journal(): Journal {
    return this.#journal;
  }

  /** Everything that was acknowledged is there. */
  async checkJournal(): Promise<void> {
    if (!this.#scene.server.up) return;
    for (const broken of await checkServer(this.#scene.server.store, this.#journal)) this.#scene.breaks(broken);
  }

  /** An editor's work. From its beginning nothing is certain of what it touches, until it is acknowledged. */
  async #change<Answer>(
    what: string,
    touched: readonly string[],
    work: (store: CatalogueStore) => Promise<Answer>,
    acknowledged: (answer: Answer, sure: (fact: string, value: Fact) => void) => void,
  ): Promise<void> {
    if (!this.#scene.server.up) return;
    this.#scene.tell(what);
    const sure = this.#journal.begin(touched);
    const going = this.#scene.codes.filter((code) => allFacts(code).every((fact) => touched.includes(fact)));
    try {
      const answering = this.#scene.server.inside(({ store }) => work(store));
      // Between the commit and its acknowledgement.
      if (!this.calm && this.#scene.random.chance(0.1)) this.crashServer();
      const answer = await answering;
      if (answer !== undefined) acknowledged(answer, sure);
    } catch (error) {
      if (!(error instanceof StoreError && ['not-found', 'invalid', 'conflict'].includes(error.code))) throw error;
    } finally {
      for (const code of going) this.#scene.languageGoes(code);
    }
  }

  editSound(): Promise<void> {
    const code = this.#scene.random.pick(this.#scene.codes);
    const text = `Version ${++this.#version}.`;
    const { sound } = facts(code);
    return this.#change(
      `edit ${code}: ${text}`,
      [sound],
      (store) => store.editPhoneme({ id: `${code}:p`, patch: { description: { en: text } }, author: 'An editor' }),
      (_, sure) => sure(sound, text),
    );
  }

  editName(): Promise<void> {
    const code = this.#scene.random.pick(this.#scene.codes);
    const text = `Name ${++this.#version}`;
    const { name } = facts(code);
    return this.#change(
      `name ${code}: ${text}`,
      [name],
      (store) => store.editLanguage({ id: code, patch: { name: text }, author: 'An editor' }),
      (_, sure) => sure(name, text),
    );
  }

  load(codes: readonly string[]): Promise<void> {
    const version = this.#scene.random.below(4);
    const content = codes.map((code) => exampleInventory(code, { description: `Content ${version}.` }));
    return this.#change(
      `load ${codes.join(' ')} of ${version}`,
      // Of what it removes, and of nothing else, the edits go too.
      this.#scene.codes.flatMap((code) => (codes.includes(code) ? [facts(code).alive] : allFacts(code))),
      (store) => store.loadContent(content, { source: 'curated', hash: `${version}` }),
      ({ added, changed, unchanged, removed }, sure) => {
        for (const code of [...added, ...changed, ...unchanged]) sure(facts(code).alive, true);
        for (const code of removed) sure(facts(code).alive, false);
      },
    );
  }

  deleteLanguage(): Promise<void> {
    const code = this.#scene.random.pick(this.#scene.codes);
    return this.#change(
      `delete ${code}`,
      allFacts(code),
      (store) => store.deleteLanguage(code, 'An editor'),
      (_, sure) => sure(facts(code).alive, false),
    );
  }

  import(): Promise<void> {
    const code = this.#scene.random.pick(['im', 'in']);
    const inventory = exampleInventory(code, { description: `Import ${this.#scene.random.below(3)}.` });
    return this.#change(
      `import ${code}`,
      [facts(code).alive],
      (store) => store.importContent([inventory], { source: 'tests', hash: 'x' }),
      ({ added, changed, unchanged }, sure) => {
        for (const found of [...added, ...changed, ...unchanged]) sure(facts(found).alive, true);
      },
    );
  }

  renameCode(): Promise<void> {
    const [from, to] = this.#scene.random.pick([
      ['im', 'io'],
      ['in', 'im'],
      ['io', 'in'],
    ] as const);
    return this.#change(
      `rename ${from} to ${to}`,
      [...allFacts(from), ...allFacts(to)],
      (store) => store.renameLanguage(from, to),
      (_, sure) => {
        sure(facts(from).alive, false);
        sure(facts(to).alive, true);
      },
    );
  }

  async forget(upTo = this.#scene.random.below(80)): Promise<void> {
    const floor = await this.#scene.server.inside(({ store }) => store.forgetTombstones(upTo));
    this.#scene.tell(`forget tombstones: floor ${floor?.floor}`);
  }

  backUp(): void {
    if (!this.#scene.server.up) return;
    this.#scene.tell('back up');
    this.#backup = { file: this.#scene.server.backUp(), journal: this.#journal.copy() };
  }

  async restore(): Promise<void> {
    if (!this.#backup || !this.#scene.server.up) return;
    this.#scene.tell('restore the backup');
    await this.#scene.restoring();
    this.#journal = this.#backup.journal.copy();
    await this.#scene.server.restore(this.#backup.file);
    await this.checkJournal();
    // Work goes on before any device hears of it, and the new history uses the numbers of the lost one.
    const changes = this.#scene.random.below(3) * this.#scene.random.below(4);
    for (let change = 0; change < changes; change += 1)
      await (change % 2 ? this.load(this.#scene.codes) : this.editSound());
  }

  /**
   * A backup whose history grows past the lost one before any device has asked: the numbers are the same, what they mean
   * is not, and the epoch alone tells.
   */
  async restoreAndOvertake(): Promise<void> {
    if (!this.#scene.server.up) return;
    this.backUp();
    await this.editSound();
    // Until devices have seen it.
    this.#scene.at(6000, async () => {
      const lost = await this.#head();
      await this.restore();
      for (let edits = 0; edits < 20 && (await this.#head()) < lost; edits += 1) await this.editSound();
    });
  }

  async #head(): Promise<number> {
    const state = await this.#scene.server.inside(({ store }) => store.syncState());
    return state?.head ?? 0;
  }

  crashServer(): void {
    if (!this.#scene.server.up) return;
    this.#scene.tell('the server dies');
    this.#scene.server.crash();
    if (this.#scene.server.up) return;
    this.#scene.at(1 + this.#scene.random.below(12_000), () => this.startServer());
  }

  async startServer(): Promise<void> {
    if (this.#scene.server.up) return;
    this.#scene.tell('the server starts');
    await this.#scene.server.start();
    await this.checkJournal();
  }

  /** A second process on the same file; what dies next may be either. */
  async joinServer(): Promise<void> {
    if (!this.#scene.server.up || this.#joined) return;
    this.#joined = true;
    this.#scene.tell('a second server joins');
    await this.#scene.server.start();
  }
}
