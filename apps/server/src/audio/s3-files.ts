// Sounds in an S3 bucket, Amazon's or any server that speaks its protocol. Loaded only where it is configured.
import { paginateListObjectsV2, S3 } from '@aws-sdk/client-s3';
import type { AwsCredentials } from '../aws-credentials.ts';
import { asKey, type FoundFile, mostFileBytes, type SoundFiles } from './sound-files.ts';
import { StorageError, type StorageErrorCode } from './storage-error.ts';

export type S3Place = {
  bucket: string;
  region: string;
  /** Address of the server, where it is not Amazon's. */
  endpoint?: string | undefined;
  /** `https://server/bucket/key`, where the server has no name for every bucket. */
  forcePathStyle: boolean;
};

export class S3Files implements SoundFiles {
  readonly place: string;
  readonly #s3: S3;
  readonly #Bucket: string;

  /** @param credentials asked before requests, and kept nowhere else */
  constructor({ bucket, region, endpoint, forcePathStyle }: S3Place, credentials: () => AwsCredentials) {
    this.place = `the bucket ${bucket}${endpoint === undefined ? '' : ` at ${endpoint}`}`;
    this.#Bucket = bucket;
    this.#s3 = new S3({
      region,
      forcePathStyle,
      ...(endpoint === undefined ? {} : { endpoint }),
      credentials: async () => credentials(),
      // The signature covers the SHA-256 of the body; not every server knows the newer checksums as well.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      maxAttempts: 3,
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
    });
  }

  async read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const Key = asKey(key);
    try {
      const { Body, ContentLength = 0 } = await this.#s3.getObject({ Bucket: this.#Bucket, Key });
      if (!Body) return undefined;
      if (ContentLength > mostFileBytes) {
        if ('destroy' in Body) Body.destroy();
        return undefined;
      }
      return new Uint8Array(await Body.transformToByteArray());
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw this.#said(error);
    }
  }

  async write(key: string, bytes: Uint8Array): Promise<void> {
    const Key = asKey(key);
    const ContentType = key.endsWith('.mp3') ? 'audio/mpeg' : 'application/octet-stream';
    try {
      await this.#s3.putObject({ Bucket: this.#Bucket, Key, Body: bytes, ContentType });
    } catch (error) {
      throw this.#said(error);
    }
  }

  async *list(folder: string): AsyncIterable<FoundFile> {
    const Prefix = `${asKey(folder)}/`;
    try {
      for await (const { Contents = [] } of paginateListObjectsV2(
        { client: this.#s3 },
        { Bucket: this.#Bucket, Prefix },
      )) {
        for (const { Key = '', Size = 0, LastModified } of Contents) {
          // A console's way to draw an empty folder.
          if (Key.endsWith('/') && Size === 0) continue;
          yield { key: Key, bytes: Size, changed: LastModified?.getTime() ?? 0 };
        }
      }
    } catch (error) {
      throw this.#said(error);
    }
  }

  async move(from: string, to: string): Promise<void> {
    const [source, target] = [asKey(from), asKey(to)];
    const CopySource = [this.#Bucket, ...source.split('/')].map(encodeURIComponent).join('/');
    try {
      await this.#s3.copyObject({ Bucket: this.#Bucket, Key: target, CopySource });
      await this.#s3.deleteObject({ Bucket: this.#Bucket, Key: source });
    } catch (error) {
      throw this.#said(error);
    }
  }

  /** A bucket has an object whole or not at all. */
  async sweep(): Promise<number> {
    return 0;
  }

  async remove(key: string): Promise<void> {
    try {
      await this.#s3.deleteObject({ Bucket: this.#Bucket, Key: asKey(key) });
    } catch (error) {
      throw this.#said(error);
    }
  }

  #said(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof StorageError) return error;
    // Of a connection that fails only the system's code says why.
    const name = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
    const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode : undefined;
    const why = status === undefined ? name : `${name}, ${status}`;
    return new StorageError(codeOf(name, status), `${this.place}: ${why}`);
  }
}

function codeOf(name: string, status: number | undefined): StorageErrorCode {
  if (name === 'NoSuchBucket') return 'no-bucket';
  if (status === 401 || status === 403) return 'denied';
  if (status === 507) return 'full';
  if (status === undefined || status === 429 || status >= 500) return 'unreachable';
  return 'failed';
}
