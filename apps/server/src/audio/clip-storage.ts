// Where clips lie, as the rest of the server sees it: a disk now, an object store as well later.

export interface ClipStorage {
  /**
   * The whole clip; undefined where there is none of that language and name, whatever the two texts look like.
   * @param code a language's code, lower case
   * @param file NAME.HASH8.mp3
   */
  read(code: string, file: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
}
