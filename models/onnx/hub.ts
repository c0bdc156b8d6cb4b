import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { onnxError } from './errors.js';

/** Where Hugging Face's own tools download from, unless `HF_ENDPOINT` names a mirror. */
export const hubAddress = 'https://huggingface.co';

/** A model on the hub. */
export interface HubModel {
  readonly endpoint: string;
  /** Says who downloads, for models that are not open to everybody. */
  readonly token?: string | undefined;
  /** `owner/name`. */
  readonly name: string;
  /** A branch, tag or commit. */
  readonly revision: string;
}

/** A file that was fetched. */
export interface Fetched {
  /** SHA-256, in hex. */
  readonly sha256: string;
  /** The commit that the revision stood for. */
  readonly commit: string | undefined;
}

const mostRedirects = 5;

/**
 * Downloads one file of a model; `undefined` when the model has none of that name. Large files come with their hash,
 * which is checked.
 *
 * @throws ParleyError ONNX_DOWNLOAD_FAILED, ONNX_HASH_DIFFERS
 */
export async function fetchFromHub(model: HubModel, file: string, target: string): Promise<Fetched | undefined> {
  const url = `${model.endpoint}/${model.name}/resolve/${encodeURIComponent(model.revision)}/${file}`;
  const failed = (reason: string, cause?: unknown) => onnxError('ONNX_DOWNLOAD_FAILED', { url, reason }, { cause });
  try {
    const { response, etag, commit } = await follow(url, model.token);
    if (response.status === 404) return undefined;
    // The hub answers so also where there is no such model at all.
    if (response.status === 401 || response.status === 403) {
      throw failed('there is no such model, or it is not open to everybody (HF_TOKEN says who asks)');
    }
    if (!response.ok || !response.body) throw failed(`it answered with status ${response.status}`);
    const sha256 = await keep(response.body, target);
    // The etag of a file in the hub's large file storage is its SHA-256; that of a small one is git's hash of it.
    const promised = /^"?([0-9a-f]{64})"?$/.exec(etag ?? '')?.[1];
    if (promised && promised !== sha256)
      throw onnxError('ONNX_HASH_DIFFERS', { file, expected: promised, found: sha256 });
    return { sha256, commit };
  } catch (error) {
    if (error instanceof TypeError)
      throw failed(error.cause instanceof Error ? error.cause.message : error.message, error);
    throw error;
  }
}

interface Followed {
  readonly response: Response;
  readonly etag: string | undefined;
  readonly commit: string | undefined;
}

/** The first answer tells the hash and the commit, the last one has the file. */
async function follow(url: string, token: string | undefined): Promise<Followed> {
  let etag: string | undefined;
  let commit: string | undefined;
  let address = url;
  for (let redirects = 0; ; redirects++) {
    // The token is for the hub alone, not for where it keeps its files.
    const headers =
      token && new URL(address).origin === new URL(url).origin ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(address, { redirect: 'manual', headers });
    etag ??= response.headers.get('x-linked-etag') ?? undefined;
    commit ??= response.headers.get('x-repo-commit') ?? undefined;
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || !next || redirects === mostRedirects) {
      return { response, etag, commit };
    }
    await response.body?.cancel();
    address = new URL(next, address).href;
  }
}

async function keep(body: NonNullable<Response['body']>, target: string): Promise<string> {
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash('sha256');
  await pipeline(
    Readable.fromWeb(body),
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(target),
  );
  return hash.digest('hex');
}
