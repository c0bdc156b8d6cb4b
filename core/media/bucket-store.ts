import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { asStoreError } from './faults.js';
import type { MediaStore } from './store.js';

/** A bucket of Amazon S3, or of anything that speaks its protocol (MinIO, R2, Ceph, Garage). */
export interface BucketOptions {
  readonly bucket: string;
  readonly region: string;
  /** Without it, Amazon's. */
  readonly endpoint: string | undefined;
  /** On: the bucket is the first part of the path. Off: it is the first part of the host. */
  readonly path_style: boolean;
  /** Stands before the hash in the names of objects. */
  readonly prefix: string;
  readonly access_key_id: string;
  readonly secret_access_key: string;
  readonly session_token: string | undefined;
  /** How long a request may take, in ms. */
  readonly timeoutMs: number;
}

/** Keeps files in a bucket: one object for each, which S3 stores whole or not at all. */
export async function createBucketStore(options: BucketOptions): Promise<MediaStore> {
  const { AwsClient } = await import('aws4fetch');
  const { bucket, region, prefix, path_style, timeoutMs } = options;
  const base = new URL(options.endpoint ?? `https://s3.${region}.amazonaws.com`);
  if (!path_style) base.hostname = `${bucket}.${base.hostname}`;
  const folder = `${base.pathname.replace(/\/$/, '')}/${path_style ? `${bucket}/` : ''}${prefix}`;
  const place = `${base.host}/${bucket}`;
  const client = new AwsClient({
    accessKeyId: options.access_key_id,
    secretAccessKey: options.secret_access_key,
    ...(options.session_token === undefined ? {} : { sessionToken: options.session_token }),
    service: 's3',
    region,
    // What fetches the file tries again by itself.
    retries: 0,
  });

  async function request(method: string, hash: string, init: RequestInit = {}): Promise<Response> {
    const address = new URL(`${folder}${hash}`, base);
    try {
      const response = await client.fetch(address, { method, signal: AbortSignal.timeout(timeoutMs), ...init });
      if (response.ok || response.status === 404) return response;
      throw new Error(`status ${response.status} ${codeIn(await response.text())}`.trim());
    } catch (error) {
      throw asStoreError(error, place);
    }
  }

  return {
    place,
    async put(hash, path, mime) {
      const body = await readFile(path);
      // The store checks the bytes by their hash, which is in the signature.
      const headers = { 'content-type': mime, 'x-amz-content-sha256': hash };
      const response = await request('PUT', hash, { body, headers });
      await response.body?.cancel();
      if (response.status === 404) throw asStoreError(new Error('there is no such bucket'), place);
    },
    async get(hash) {
      const { status, body } = await request('GET', hash);
      if (status !== 404) return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
      await body?.cancel();
      return undefined;
    },
    async remove(hash) {
      const response = await request('DELETE', hash);
      await response.body?.cancel();
    },
  };
}

/** The code in an error of S3, such as `SignatureDoesNotMatch`; its message repeats parts of the request. */
function codeIn(xml: string): string {
  return /<Code>(\w+)<\/Code>/.exec(xml)?.[1] ?? '';
}
