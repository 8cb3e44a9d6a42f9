// Random interleavings of authors, devices and lost answers against a model: the catalogue is what the rules say, edit by edit.
import { LanguageSummary } from '@phonochart/catalog/language.ts';
import { referencePush } from '@phonochart/sync/contract/reference-push.ts';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { exampleServer } from '../example-server.ts';
import { listen } from '../listen.ts';
import { authors, exampleOf, initial, PushWorld, step } from './push-world.ts';

vi.setConfig({ testTimeout: 120_000 });

test('[PUSH3] [PUSH4] [PUSH5] [PUSH6] [PUSH7] [PUSH8] [PUSH9] [PUSH12] [SEQ1] [SEQ3] [SEQ4] whatever authors send, in whatever order and however often, is taken once and as the rules say', async () => {
  const outcomes = new Map<string, number>();
  let effects = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const server = await exampleServer({
        languages: ['aa', 'bb'].map(exampleOf),
        whoIs: async (headers) => {
          const name = authors.find((each) => headers.get('authorization') === `Bearer ${each}`);
          return name && { id: name, name, role: 'editor', by: 'token' };
        },
      });
      const listening = await listen(server.app, { port: 0, host: '127.0.0.1' });
      try {
        const { epoch, head } = await server.store.syncState();
        const seqs = new Map<string, number>();
        for (const code of ['aa', 'bb']) seqs.set(code, (await server.store.getInventory(code))!.seq);
        const model = referencePush({
          epoch,
          head,
          seqOf: (language) => seqs.get(language)!,
          saidBy: initial,
          refuses: ({ field }) => (field === 'counts' ? 'field' : undefined),
          stamps: (field, record) => (record.includes(':') || !(field in LanguageSummary.shape) ? 1 : 2),
        });
        const world = new PushWorld(server, model, `http://127.0.0.1:${listening.port}`);
        for (const each of steps) await world.take(each);
        await world.settle(head);
        effects += model.effects;
        for (const { acknowledged } of world.devices.values())
          for (const { result } of acknowledged) outcomes.set(result.outcome, (outcomes.get(result.outcome) ?? 0) + 1);
      } finally {
        await listening.close(0);
        await server.close();
      }
    }),
    { numRuns: 12 },
  );
  // The histories were not empty ones.
  expect([...outcomes.keys()].toSorted()).toEqual(['applied', 'clash', 'refused']);
  expect(effects).toBeGreaterThan(20);
});
