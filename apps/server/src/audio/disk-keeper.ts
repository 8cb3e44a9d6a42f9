// Keeps clips and their originals on a disk.
import { DiskFiles } from './disk-files.ts';
import { KeptClips } from './kept-clips.ts';

/** `ROOT/audio/CODE/NAME.HASH8.mp3` and `ROOT/originals/HH/SHA256.ENDING`. */
export class DiskKeeper extends KeptClips {
  constructor(root: string) {
    super(new DiskFiles(root));
  }
}
