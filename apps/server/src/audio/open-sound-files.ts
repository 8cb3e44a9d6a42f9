// Opens the place where sounds lie, as the settings name it; what an object store needs is loaded only for one.
import { awsCredentialsIn } from '../aws-credentials.ts';
import { DiskFiles } from './disk-files.ts';
import type { S3Place } from './s3-files.ts';
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
  return new S3Files(store, () => {
    const credentials = awsCredentialsIn(environment);
    if (credentials) return credentials;
    throw new StorageError('denied', 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  });
}
