// Makes a clip of each file of a list, by our pipeline or by FFmpeg, and prints what that took: `clips-run.ts ours|ffmpeg|ffmpeg-blind LIST OUT`.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SoundPipeline } from '../../../apps/server/src/audio/sound-pipeline.ts';
import { endedChildrenCpu } from '../processes.ts';

const [side, list, out] = process.argv.slice(2) as [string, string, string];
const files = JSON.parse(readFileSync(list, 'utf8')) as string[];
const makers: Record<string, () => Promise<number>> = { ours, ffmpeg, 'ffmpeg-blind': ffmpegBlind };
/** 30 ms kept before the sound and 60 after; at a threshold of its own for each file FFmpeg would need a pass more. */
const start = (kept_s: number) =>
  `silenceremove=start_periods=1:start_threshold=-50dB:start_silence=${kept_s}:detection=peak`;
const trim = `aformat=channel_layouts=mono,${start(0.03)},areverse,${start(0.06)},areverse`;

process.stdout.write(`${JSON.stringify({ cpu_ms: await makers[side]!() })}\n`);

/** Of this process and of the child, its start counted. */
async function ours(): Promise<number> {
  const pipeline = new SoundPipeline();
  const before = process.cpuUsage();
  for (const [nth, file] of files.entries()) {
    const outcome = await pipeline.process(new Uint8Array(readFileSync(file)));
    if ('refused' in outcome) throw new Error(`${file}: ${outcome.message}`);
    const { mp3, ...measures } = outcome;
    writeFileSync(join(out, `${nth}.mp3`), mp3);
    writeFileSync(join(out, `${nth}.json`), JSON.stringify({ file, ...measures }));
  }
  const { user, system } = process.cpuUsage(before);
  pipeline.close();
  // What a child took is known once it has ended.
  while (process.getActiveResourcesInfo().includes('ProcessWrap'))
    await new Promise((resolve) => setTimeout(resolve, 5));
  return (user + system) / 1000 + endedChildrenCpu();
}

/** FFmpeg's own CPU time alone: what starting it takes of this process is not counted. */
async function ffmpeg(): Promise<number> {
  for (const [nth, file] of files.entries()) {
    const said = await run(
      '-v',
      'info',
      '-i',
      file,
      '-af',
      `${trim},ebur128=peak=true:framelog=verbose`,
      '-f',
      'null',
      '-',
    );
    const heard = said.slice(said.lastIndexOf('Integrated loudness'));
    const loudness = Number(/I:\s+(-?[\d.]+|-inf) LUFS/.exec(heard)?.[1] ?? Number.NaN);
    const peak = Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(heard)?.[1] ?? Number.NaN);
    const gain = Math.min(...[-18 - loudness, -1.5 - peak, 24].filter((db) => Number.isFinite(db)));
    const rate = Number(/Audio: .*?(\d+) Hz/.exec(said)?.[1] ?? 44_100);
    await encode(nth, file, rate, `${trim},volume=${gain}dB`);
  }
  return endedChildrenCpu();
}

/** Once over each file: trimmed and encoded, as loud as it came. */
async function ffmpegBlind(): Promise<number> {
  for (const [nth, file] of files.entries()) await encode(nth, file, 44_100, trim);
  return endedChildrenCpu();
}

async function encode(nth: number, file: string, rate: number, filter: string): Promise<void> {
  const [hz, kbps] = rate >= 32_000 ? ['44100', '64k'] : ['22050', '48k'];
  const target = join(out, `${nth}.mp3`);
  await run('-v', 'error', '-y', '-i', file, '-af', filter, '-ar', hz, '-c:a', 'libmp3lame', '-b:a', kbps, target);
}

async function run(...args: string[]): Promise<string> {
  const { stderr } = await promisify(execFile)('ffmpeg', ['-nostdin', '-hide_banner', '-threads', '1', ...args]);
  return stderr;
}
