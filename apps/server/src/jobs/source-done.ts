// What a task comes to whose result is a clip of a language: its effect on the catalogue, and what people read of it.
import type { MadeSource } from '../sources/made-source.ts';
import type { Done } from './runner.ts';

/** The clip's files are safe already; that the catalogue knows it and that the task is done becomes so in one transaction. */
export function clipDone(
  code: string,
  { source, peaks }: MadeSource,
  { from, quiet }: { from: string; quiet: boolean },
): Done {
  const { id, voices, source_type, file, sha256, bytes, duration_ms, lead_in_ms, loudness } = source;
  const key = `audio/${code}/${file}`;
  const clips = [{ ...source, peaks }];
  return {
    effect: { name: 'bring-clips', input: { code, clips, source: from, quiet } },
    result: {
      source: id,
      voices,
      source_type,
      audio_url: `/api/audio/${code}/${file}`,
      key,
      file,
      sha256,
      bytes,
      duration_ms,
      lead_in_ms,
      loudness,
    },
  };
}
