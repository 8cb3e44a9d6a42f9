// Opens the place where sounds lie, as the settings name it; what an object store needs is loaded only for one.
import { DiskFiles } from './disk-files.ts';
import type { S3Credentials, S3Place } from './s3-files.ts';
import type { SoundFiles } from './sound-files.ts';
import { StorageError } from './storage-error.ts';

export type AudioStore = { type: 'disk' } | ({ type: 's3' } & S3Place);

/**
 * @param folder where they lie on a disk
 * @param environment holds the credentials, under Amazon's own names for them
 */
export async function openSoundFiles(
  store: AudioStore,
  folder: string,
  environment: Record<string, string | undefined> = process.env,
): Promise<SoundFiles> {
  if (store.type === 'disk') return new DiskFiles(folder);
  const { S3Files } = await import('./s3-files.ts');
  return new S3Files(store, () => credentialsIn(environment));
}

function credentialsIn(environment: Record<string, string | undefined>): S3Credentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new StorageError('denied', 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}
