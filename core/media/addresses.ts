import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ParleyError } from '../errors.js';
import type { Clock } from '../inbox/clock.js';

/** Addresses under which files can be had for a while, by whoever was given one. */
export interface Addresses {
  /** The address of a file: whole where the bot knows its own, else from `/media/` on. */
  addressOf(id: string): string;
  /** Checks an address that was asked for. @throws ParleyError MEDIA_ADDRESS_INVALID, MEDIA_ADDRESS_EXPIRED */
  check(id: string, expires: unknown, signature: unknown): void;
  /** A name that nobody can guess, the same for the same words. */
  secretName(words: readonly string[]): string;
}

/** What addresses are made with. */
export interface AddressOptions {
  readonly key: Buffer;
  /** The bot's own origin as others reach it, without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** How long an address is valid, in seconds. */
  readonly lifetime: number;
  readonly clock: Clock;
}

/** Bytes of a key at least. */
const leastKey = 32;

/** Makes addresses; `expires` is in seconds since 1970, the signature an HMAC-SHA256 of it and the id. */
export function createAddresses({ key, publicUrl, lifetime, clock }: AddressOptions): Addresses {
  const sign = (words: readonly string[]) => createHmac('sha256', key).update(JSON.stringify(words)).digest();
  return {
    addressOf(id) {
      const expires = String(Math.floor(clock.now() / 1_000) + lifetime);
      const query = new URLSearchParams({ expires, signature: sign(['address', id, expires]).toString('base64url') });
      return `${publicUrl ?? ''}/media/${encodeURIComponent(id)}?${query}`;
    },
    check(id, expires, signature) {
      const given = Buffer.from(typeof signature === 'string' ? signature : '', 'base64url');
      const right = sign(['address', id, String(expires)]);
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        throw new ParleyError('MEDIA_ADDRESS_INVALID');
      }
      if (Number(expires) * 1_000 < clock.now()) throw new ParleyError('MEDIA_ADDRESS_EXPIRED');
    },
    secretName: (words) =>
      sign(['name', ...words])
        .subarray(0, 16)
        .toString('base64url'),
  };
}

/**
 * The key that signs addresses: the one given, or one that is made once and kept in a file. Processes on several machines
 * need to be given the same.
 *
 * @throws ParleyError MEDIA_KEY_INVALID
 */
export async function readKey(given: string | undefined, file: string): Promise<Buffer> {
  if (given !== undefined) return checked(Buffer.from(given), 'PARLEY_MEDIA_KEY');
  const found = await readFile(file).catch(() => undefined);
  return checked(found ?? (await makeKey(file)), file);
}

/** Of two processes that start at once, one makes the key; a link is there with all its bytes, or not at all. */
async function makeKey(file: string): Promise<Buffer> {
  const draft = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, randomBytes(leastKey).toString('hex'), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (Object(error).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return await readFile(file);
}

function checked(key: Buffer, place: string): Buffer {
  if (key.length < leastKey) throw new ParleyError('MEDIA_KEY_INVALID', { place });
  return key;
}
