// What is used of espeak-ng, which ships no types.
declare module 'espeak-ng' {
  type Program = { FS: { readFile(path: string): Uint8Array } };
  export default function ESpeakNg(options: { arguments: string[] }): Promise<Program>;
}
