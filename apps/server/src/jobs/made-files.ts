// Files that a job made for nobody's catalogue: they lie under their hash until their job is forgotten.
import { sha256Of } from '../audio/kept-clips.ts';
import type { SoundFiles } from '../audio/sound-files.ts';

export const madeFolder = 'made';

/** Safe when it resolves; a second time it is the same file. Answers its key and hash. */
export async function keepMade(files: SoundFiles, mp3: Uint8Array): Promise<{ key: string; sha256: string }> {
  const sha256 = sha256Of(mp3);
  const key = `${madeFolder}/${sha256.slice(0, 2)}/${sha256}.mp3`;
  await files.write(key, mp3);
  return { key, sha256 };
}
