// Clips a second of CPU time, from recording to MP3, against FFmpeg started for each; and whether the clips came out as promised.
import { execFile, execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeSound } from '../../../apps/server/src/audio/decode-sound.ts';
import { loudnessOf } from '../../../apps/server/src/audio/loudness.ts';
import { DELAY_SAMPLES } from '../../../apps/server/src/audio/mp3.ts';
import { root } from '../processes.ts';
import { alternate, type Bench, type Measurement, type Part, type Row, rowOf } from '../row.ts';

export const measurement: Measurement = {
  name: 'pipeline',
  says: 'clips a second of CPU time against FFmpeg spawned a clip, and the level of what came out (--recordings DIR)',
  run,
};

const FLOOR = 2;
const TARGET_LUFS = -18;
const TOLERANCE_LU = 1;
const MOST_SILENCE_MS = 120;
/** So many of the tests' own files, over and over, where no folder of recordings is given. */
const FIXTURE_ROUNDS = 4;

type Clip = { file: string; mp3: Uint8Array<ArrayBuffer>; held?: 'peak' | 'gain'; duration_ms: number };

async function run(bench: Bench): Promise<Row[]> {
  const files = recordings(bench);
  const list = join(bench.folder('list'), 'files.json');
  writeFileSync(list, JSON.stringify(files));
  const clips = async (side: string, out = bench.folder(side)) => {
    const args = [join(root, 'scripts/bench/peers/clips-run.ts'), side, list, out];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
    return files.length / ((JSON.parse(stdout) as { cpu_ms: number }).cpu_ms / 1000);
  };
  const ours = bench.folder('clips');
  const rows: Row[] = [];
  const missing = lacks();
  if (missing) bench.say(`${missing}: no comparison`);
  else {
    const rounds = await alternate(
      bench.rounds,
      () => clips('ours', ours),
      () => clips('ffmpeg'),
    );
    const blind = await clips('ffmpeg-blind');
    rows.push(
      rowOf(
        {
          name: 'recordings made clips',
          against:
            'FFmpeg started twice a clip: to measure (BS.1770, true peak, trimmed), and to trim, level and encode',
          unit: 'clips/CPU-s',
          better: 'higher',
          floor: { on: 'ratio', sense: 'least', at: FLOOR },
          parts: [
            { name: 'recordings a round', value: files.length, unit: '' },
            {
              name: 'by an FFmpeg started once, which trims and encodes and measures nothing',
              value: blind,
              unit: '/CPU-s',
            },
          ],
        },
        rounds,
      ),
    );
  }
  if (missing) await clips('ours', ours);
  const made = files.map((_, nth) => clipIn(ours, nth));
  return [...rows, await promised(made)];
}

function recordings(bench: Bench): string[] {
  const folder = bench.recordings ?? join(root, 'apps/server/src/audio/fixtures');
  const sounds = readdirSync(folder)
    .filter((file) => /\.(wav|flac|mp3|m4a|mp4|aac|ogg|opus|oga|webm|mkv)$/i.test(file))
    .map((file) => join(folder, file));
  if (bench.recordings) return sounds;
  bench.say('no --recordings DIR: the files of the tests, which are shorter than recordings, over and over');
  return Array.from({ length: FIXTURE_ROUNDS }, () => sounds).flat();
}

/** What this machine lacks for a comparison. */
function lacks(): string | undefined {
  if (process.platform !== 'linux') return 'CPU time of ended children is only read on Linux';
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'FFmpeg is not installed';
  }
}

function clipIn(folder: string, nth: number): Clip {
  const said = JSON.parse(readFileSync(join(folder, `${nth}.json`), 'utf8')) as Omit<Clip, 'mp3'>;
  return { ...said, mp3: new Uint8Array(readFileSync(join(folder, `${nth}.mp3`))) };
}

/** The MP3s decoded again, and measured as they are heard. */
async function promised(clips: readonly Clip[]): Promise<Row> {
  const counts = { within: 0, peak: 0, gain: 0, stray: 0, clipped: 0, silent: 0 };
  let good = 0;
  for (const clip of clips) {
    const decoded = await decodeSound(clip.mp3, 'mp3');
    if ('refused' in decoded) throw new Error(`${clip.file}: ${decoded.message}`);
    const { pcm, sample_rate } = decoded;
    const length = Math.round((clip.duration_ms * sample_rate) / 1000);
    const heard = pcm.subarray(DELAY_SAMPLES, DELAY_SAMPLES + length);
    const misses = Math.abs(loudnessOf(heard, sample_rate) - TARGET_LUFS) > TOLERANCE_LU;
    const level = misses ? (clip.held ?? 'stray') : 'within';
    const isClipped = pcm.some((sample) => Math.abs(sample) >= 1);
    const { before_ms, after_ms } = silenceOf(pcm, sample_rate);
    const isSilent = Math.max(before_ms, after_ms) > MOST_SILENCE_MS;
    counts[level]++;
    if (isClipped) counts.clipped++;
    if (isSilent) counts.silent++;
    if (level !== 'stray' && !isClipped && !isSilent) good++;
  }
  const part = (name: string, value: number): Part => ({ name, value, unit: `of ${clips.length}` });
  return rowOf(
    {
      name: 'clips as they are promised',
      against: `all: within ${TOLERANCE_LU} LU of ${TARGET_LUFS} LUFS or held back, none clipped, at most ${MOST_SILENCE_MS} ms of silence`,
      unit: 'clips',
      better: 'higher',
      floor: { on: 'ratio', sense: 'least', at: 1 },
      parts: [
        part('within', counts.within),
        part('held back by the true peak', counts.peak),
        part('held back by the most gain', counts.gain),
        part('neither', counts.stray),
        part('with a sample that is clipped', counts.clipped),
        part('with more silence at an end', counts.silent),
      ],
    },
    [{ ours: good, peer: clips.length }],
  );
}

/** Silence is what trimming takes for it: windows of 10 ms under -50 dBFS, or 40 dB under the peak. */
function silenceOf(pcm: Float32Array, sample_rate: number): { before_ms: number; after_ms: number } {
  const window = Math.round(sample_rate / 100);
  const peaks = Array.from({ length: Math.ceil(pcm.length / window) }, (_, nth) =>
    pcm.subarray(nth * window, (nth + 1) * window).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
  );
  const threshold = Math.max(10 ** (-50 / 20), Math.max(...peaks) / 100);
  const first = peaks.findIndex((peak) => peak >= threshold);
  const last = peaks.findLastIndex((peak) => peak >= threshold);
  return { before_ms: first * 10, after_ms: (peaks.length - 1 - last) * 10 };
}
