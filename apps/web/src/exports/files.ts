// The files that a person takes along: drawing, spreadsheet, dataset, deck; each made here, on the device.
import type { AudioSource } from '@phonochart/catalog/audio.ts';
import type { Inventory } from '@phonochart/catalog/inventory.ts';
import { cldfDataset } from '@phonochart/exports/cldf-dataset.ts';
import { zipSync } from 'fflate';
import { clipUrl } from '../player/device-clips.ts';

/** Offers bytes as a download. */
export function save(name: string, type: string, contents: BlobPart): void {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the file after the click has ended.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The dataset's files in one ZIP, in a folder of the language's code. */
export function cldfZip(inventory: Inventory, title: string): Uint8Array<ArrayBuffer> {
  const files: Record<string, Uint8Array> = {};
  for (const [name, text] of cldfDataset([inventory], { id: inventory.id, title })) {
    files[`${inventory.id}/${name}`] = new TextEncoder().encode(text);
  }
  return zipSync(files);
}

/** The IPA font as a data: URL, so that a drawing looks the same everywhere; undefined where it cannot be had. */
export async function ipaFont(): Promise<string | undefined> {
  try {
    const response = await fetch('/fonts/phonochart-ipa.woff2');
    if (!response.ok) return undefined;
    const bytes = await response.blob();
    return await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(new Blob([bytes], { type: 'font/woff2' }));
    });
  } catch {
    return undefined;
  }
}

/** Few at a time: a phone on a weak network loses more by asking for all at once. */
const atOnce = 4;

/** Bytes of the clips that can be had, by file; from the device where they lie there, else from the server. */
export async function gatherClips(
  code: string,
  sources: readonly AudioSource[],
  progress: (done: number) => void,
): Promise<Map<string, Uint8Array>> {
  const clips = new Map<string, Uint8Array>();
  const waiting = [...sources];
  let done = 0;
  const fetchNext = async (): Promise<void> => {
    for (let source = waiting.pop(); source; source = waiting.pop()) {
      const response = await fetch(clipUrl(code, source.file)).catch(() => undefined);
      const bytes = response?.ok ? new Uint8Array(await response.arrayBuffer()) : undefined;
      if (bytes?.length === source.bytes) clips.set(source.file, bytes);
      progress(++done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, fetchNext));
  return clips;
}
