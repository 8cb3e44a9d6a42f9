// Where clips lie, as the rest of the server sees it: on a disk or in an object store.

export interface ClipStorage {
  /**
   * The whole clip; undefined where there is none of that language and name, whatever the two texts look like.
   * @param code a language's code, lower case
   * @param file NAME.HASH8.mp3
   */
  read(code: string, file: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

/** Writes are on the disk when they resolve; the same bytes a second time are no write. */
export interface ClipKeeper {
  /** `name` without hash and ending, of the letters that ClipFile allows. Answers the file's name. */
  keepClip(code: string, name: string, mp3: Uint8Array): Promise<string>;
  /** Whether the clip is there, byte for byte. */
  hasClip(code: string, file: string, sha256: string): Promise<boolean>;
  /** Keeps a recording as it came. Answers its SHA-256, the name under which it lies. */
  keepOriginal(bytes: Uint8Array, ending: string): Promise<string>;
  /** For a language that gets another code; files that are not there are left out. */
  copyClips(from: string, to: string, files: readonly string[]): Promise<void>;
}
