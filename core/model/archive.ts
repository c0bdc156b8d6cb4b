import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createTar, parseTar } from 'nanotar';
import { ParleyError } from '../errors.js';
import type { ModelFiles } from '../nlu/component.js';
import { type Manifest, MODEL_FORMAT, manifestSchema } from './manifest.js';

const MANIFEST = 'manifest.json';
const MANIFEST_HASH = 'manifest.sha256';

/** A model in memory: what it says of itself, and its bytes by file name. */
export interface ModelArchive {
  readonly manifest: Manifest;
  readonly files: ModelFiles;
}

/** How the name of a file ends that is being written. */
export const UNFINISHED = '.part';

/** SHA-256 of some bytes, in hex. */
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Writes a model as one `.tar`, whole or not at all: to a file beside it, flushed, then renamed. It is not compressed:
 * weights hardly shrink, and reading one then takes neither the time nor the memory of unpacking it.
 */
export async function writeArchive(path: string, { manifest, files }: ModelArchive): Promise<void> {
  const entries = Object.entries(files).map(([name, data]) => ({ name, data }));
  const described = { ...manifest, files: Object.fromEntries(entries.map(({ name, data }) => [name, sha256(data)])) };
  const text = JSON.stringify(described, null, 2);
  const tar = createTar([{ name: MANIFEST, data: text }, { name: MANIFEST_HASH, data: sha256(text) }, ...entries]);
  const temporary = join(dirname(path), `.${randomBytes(6).toString('hex')}${UNFINISHED}`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(tar);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    // Where it could not be written it may not be removable either; what went wrong first is what is told.
    await rm(temporary, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError('MODEL_NOT_WRITTEN', { path, reason }, { cause });
  }
}

/**
 * Reads a model and checks it: format, then the hash of every file.
 *
 * @throws ParleyError `MODEL_BROKEN`, `MODEL_OTHER_VERSION` or `FILE_NOT_FOUND`.
 */
export async function readArchive(path: string): Promise<ModelArchive> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new ParleyError('FILE_NOT_FOUND', { path }, { cause });
  });
  const entries = unpack(path, bytes);
  const manifest = readManifest(path, entries);
  const files: Record<string, Uint8Array> = {};
  for (const [name, hash] of Object.entries(manifest.files)) files[name] = intact(path, entries, name, hash);
  return { manifest, files };
}

function intact(path: string, entries: ReadonlyMap<string, Uint8Array>, name: string, hash: string): Uint8Array {
  const data = entries.get(name);
  if (!data) throw new ParleyError('MODEL_BROKEN', { path, reason: `it is cut short, ${name} is missing` });
  if (sha256(data) !== hash) {
    throw new ParleyError('MODEL_BROKEN', {
      path,
      reason: `it is cut short or damaged, ${name} is not what was written`,
    });
  }
  return data;
}

/** The files are views of the archive's bytes, not copies. */
function unpack(path: string, bytes: Uint8Array): Map<string, Uint8Array> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const reason = 'it is compressed, as the models of Rasa itself are; Parley trains its own from the same files';
    throw new ParleyError('MODEL_BROKEN', { path, reason });
  }
  try {
    return new Map(parseTar(bytes).map((entry) => [entry.name, entry.data ?? new Uint8Array()]));
  } catch (cause) {
    throw new ParleyError('MODEL_BROKEN', { path, reason: 'it is no .tar' }, { cause });
  }
}

function readManifest(path: string, entries: ReadonlyMap<string, Uint8Array>): Manifest {
  const bytes = entries.get(MANIFEST);
  if (!bytes) throw new ParleyError('MODEL_BROKEN', { path, reason: 'it has no manifest' });
  const json = parseJson(path, bytes);
  const { format } = Object(json) as { readonly format?: unknown };
  if (format !== MODEL_FORMAT) {
    throw new ParleyError('MODEL_OTHER_VERSION', { path, format: String(format), expected: MODEL_FORMAT });
  }
  intact(path, entries, MANIFEST, new TextDecoder().decode(entries.get(MANIFEST_HASH)));
  const manifest = manifestSchema.safeParse(json);
  if (!manifest.success) throw new ParleyError('MODEL_BROKEN', { path, reason: 'its manifest is incomplete' });
  return manifest.data;
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new ParleyError('MODEL_BROKEN', { path, reason: 'it is cut short or damaged' }, { cause });
  }
}
