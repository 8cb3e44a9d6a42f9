// An upload becomes a clip of a sound as an imported recording does, and is made again by other rules.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AudioSource } from '@phonochart/catalog/audio.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { DiskFiles } from '../audio/disk-files.ts';
import { spokenSound, wavOf } from '../audio/example-sounds.ts';
import { KeptClips, sha256Of } from '../audio/kept-clips.ts';
import { PIPELINE } from '../audio/process-sound.ts';
import { EnhanceParameters } from '../audio/sound-parameters.ts';
import { SoundPipeline } from '../audio/sound-pipeline.ts';
import { exampleInventory } from '../store/example-inventory.ts';
import { processRecording, relevel } from './process-recording.ts';
import { parametersOf } from './recording-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'phonochart-process-'));
const kept = new KeptClips(new DiskFiles(folder));
const pipeline = new SoundPipeline();
afterAll(() => {
  pipeline.close();
  rmSync(folder, { recursive: true });
});

const inventory = exampleInventory('example');
const voices = inventory.phonemes[0]!.id;
const facts = { voices, source_type: 'native', speaker: 'Ann', licence: 'CC0-1.0', attribution: 'Ann' } as const;
const usual = EnhanceParameters.parse({});
const quieter = EnhanceParameters.parse({ loudness_lufs: -23 });
const recording = wavOf(spokenSound(350));

let sha256: string;
beforeEach(async () => {
  sha256 = await kept.keepOriginal(recording, 'wav');
});

async function processed(parameters = usual) {
  const made = await processRecording({ pipeline, kept }, inventory, { sha256 }, facts, parameters);
  if ('refused' in made) throw new Error(made.message);
  return made;
}

test('the clip lies where its record says, is whole, and says whose it is and what it was made of', async () => {
  const { source, peaks } = await processed();
  expect(AudioSource.parse(source)).toEqual(source);
  expect(source).toMatchObject({
    id: expect.stringMatching(/^example:recording:[0-9a-f]{16}$/),
    voices,
    source_type: 'native',
    voice_id: 'speaker:Ann',
    licence: 'CC0-1.0',
    loudness: -18,
    metadata: { original: sha256, original_type: 'audio/wav', pipeline: PIPELINE, taken_from: 'uploads' },
  });
  expect(sha256Of((await kept.read('example', source.file))!)).toBe(source.sha256);
  expect(peaks).toHaveLength(128);
});

test('the same upload of the same sound is the same clip; of another sound another one', async () => {
  const [first, again] = [await processed(), await processed()];
  expect(again.source.id).toBe(first.source.id);
  expect(again.source.file).toBe(first.source.file);
  const other = { ...facts, voices: inventory.words[0]!.id };
  const made = await processRecording({ pipeline, kept }, inventory, { sha256 }, other, usual);
  expect(made).toMatchObject({ source: { voices_kind: 'word', frame: 'word' } });
  expect(made).not.toMatchObject({ source: { id: first.source.id } });
});

test('made again by other rules it is the same clip in other bytes, and says the rules; by the same ones unchanged', async () => {
  const { source } = await processed();
  const deps = { pipeline, kept };
  expect(await relevel(deps, inventory, source, usual)).toBe('unchanged');
  const made = await relevel(deps, inventory, source, quieter);
  if (made === 'unchanged' || 'refused' in made) throw new Error(JSON.stringify(made));
  expect(made.source).toMatchObject({ id: source.id, loudness: -23, created_at: source.created_at });
  expect(made.source.file).not.toBe(source.file);
  expect(await kept.hasClip('example', made.source.file, made.source.sha256)).toBe(true);
  expect(parametersOf(made.source)).toEqual(quieter);
  const back = await relevel(deps, inventory, made.source, usual);
  expect(back).toMatchObject({ source: { file: source.file } });
  expect(parametersOf((back as typeof made).source)).toEqual(usual);
});

test('what is not there is refused by its name, and nothing is written', async () => {
  const deps = { pipeline, kept };
  const before = readdirSync(folder, { recursive: true });
  const nothing = { sha256: 'f'.repeat(64) };
  expect(await processRecording(deps, inventory, nothing, facts, usual)).toMatchObject({ refused: 'no-original' });
  const gone = { ...facts, voices: 'example:gone' };
  expect(await processRecording(deps, inventory, { sha256 }, gone, usual)).toMatchObject({ refused: 'unknown-sound' });
  const speech = inventory.audio[0]!;
  expect(await relevel(deps, inventory, speech, quieter)).toMatchObject({ refused: 'no-original' });
  expect(readdirSync(folder, { recursive: true })).toEqual(before);
});
