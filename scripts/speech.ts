// `npm run speech -- --language vi --missing`: a voice says the sounds and words of languages that have no clip, as a job.
import { parseArgs } from 'node:util';
import type { LanguageSummary } from '@phonochart/catalog/language.ts';
import { GenerateRequest, soundKinds } from '../apps/server/src/jobs/job-request.ts';
import { type CliDeps, called, exitCodeOf, runBatch, summaryOf, WrongCall, withCatalogue } from './job-run.ts';

const usage = `npm run speech -- --language vi --missing
  --language  code, BCP 47 tag or ISO 639-3 code (english-gb, vi, eng); may be repeated
  --all       every language that has a voice
  --missing   only what has no clip; without it everything is said anew
  --kinds     ${soundKinds.join(',')} (all of them)
  --rate      words a minute
  --pitch     0 to 100; 50 is the voice's own
  --voice     ENGINE:VOICE, where it is not the language's usual one
  ends with 0 where all was said, 1 where something could not be, 2 where the call is wrong, 130 where it was stopped`;

const options = {
  language: { type: 'string', multiple: true, default: [] as string[] },
  all: { type: 'boolean', default: false },
  missing: { type: 'boolean', default: false },
  kinds: { type: 'string' },
  rate: { type: 'string' },
  pitch: { type: 'string' },
  voice: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

await called(usage, async () => {
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  if (values.all === values.language.length > 0) throw new WrongCall('either --language or --all');
  return withCatalogue(async (deps) => {
    const codes = values.all ? ('all' as const) : await codesOf(deps, values.language);
    const kinds = values.kinds?.split(',');
    const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
    const { rate, pitch, voice } = { rate: number(values.rate), pitch: number(values.pitch), voice: values.voice };
    const asked = { languages: codes, ...(kinds ? { kinds } : {}) };
    const parsed = GenerateRequest.safeParse({
      kind: 'generate',
      ...(values.missing ? { select: asked } : { items: await everything(deps, codes, kinds) }),
      config: JSON.parse(JSON.stringify({ rate, pitch, voice })),
    });
    if (!parsed.success) {
      throw new WrongCall(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    }
    const ran = await runBatch(deps, parsed.data, 'speech');
    if (!ran) {
      process.stdout.write('Nothing is missing: whatever a voice can say has a clip.\n');
      return 0;
    }
    process.stdout.write(await summaryOf(deps, ran, 'sounds and words were said'));
    return exitCodeOf(ran);
  });
});

async function* languagesOf({ store }: CliDeps): AsyncIterable<LanguageSummary> {
  let cursor: string | undefined;
  do {
    const page = await store.listLanguages({ limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    for (const { value } of page.languages) yield value;
    cursor = page.next;
  } while (cursor !== undefined);
}

/** Every inventory that a name can mean: `en` is English of Britain and of America. Throws WrongCall. */
async function codesOf(deps: CliDeps, names: readonly string[]): Promise<string[]> {
  const codes = new Set<string>();
  const known = new Set<string>();
  for await (const { code, bcp47, iso639_3 } of languagesOf(deps)) {
    const tag = bcp47?.toLowerCase();
    for (const name of names) {
      const wanted = name.toLowerCase();
      if (code !== wanted && tag !== wanted && !tag?.startsWith(`${wanted}-`) && iso639_3 !== wanted) continue;
      codes.add(code);
      known.add(name);
    }
  }
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new WrongCall(`the catalogue has no language "${unknown.join('", "')}"`);
  return [...codes];
}

async function everything(deps: CliDeps, codes: 'all' | string[], kinds: string[] | undefined) {
  const { store, speech } = deps;
  const items: { voices: string }[] = [];
  const all: string[] = [];
  if (codes === 'all') for await (const { code } of languagesOf(deps)) all.push(code);
  for (const code of codes === 'all' ? all : codes) {
    const inventory = (await store.getInventory(code))?.value;
    if (!inventory) continue;
    const wanted = (kinds ?? [...soundKinds]).filter((kind) => soundKinds.some((known) => known === kind));
    const voiceless = { ...inventory, audio: [] };
    for (const voices of speech.unsaid(voiceless, wanted as (typeof soundKinds)[number][])) items.push({ voices });
  }
  if (items.length === 0) throw new WrongCall('no voice can say anything of that');
  return items;
}
