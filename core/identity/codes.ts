import type { EntityManager } from 'typeorm';
import type { Address } from './address.js';
import { hashCode, makeCode } from './code.js';

/** How long a code is good for, in ms. */
export const codeMs = 10 * 60_000;
/** Wrong codes of one address before it has to wait, and for how long, in ms. */
const mostFailures = 5;
const failureMs = 10 * 60_000;

/** What a code stands for. */
export type CodeState =
  | { readonly kind: 'good'; readonly address: Address }
  | { readonly kind: 'unknown' | 'expired' | 'used' };

/** Makes a code of an address; the one before is of no use any more. Expired ones are cleared away. */
export async function addCode(manager: EntityManager, { channel, id }: Address, now: Date): Promise<string> {
  const code = makeCode();
  const dayAgo = new Date(now.getTime() - 86_400_000);
  await manager.query('DELETE FROM link_codes WHERE expires_at < $1', [dayAgo]);
  await manager.query(
    `INSERT INTO link_codes (hash, channel, address, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (channel, address) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at, used_at = NULL`,
    [hashCode(code), channel, id, new Date(now.getTime() + codeMs)],
  );
  return code;
}

/** Looks a code up. */
export async function findCode(manager: EntityManager, code: string, now: Date): Promise<CodeState> {
  const rows: { channel: string; id: string; expires_at: Date; used_at: Date | null }[] = await manager.query(
    'SELECT channel, address AS id, expires_at, used_at FROM link_codes WHERE hash = $1',
    [hashCode(code)],
  );
  const found = rows[0];
  if (!found) return { kind: 'unknown' };
  if (found.used_at) return { kind: 'used' };
  if (found.expires_at <= now) return { kind: 'expired' };
  return { kind: 'good', address: { channel: found.channel, id: found.id } };
}

/** Marks a code as used. */
export async function useCode(manager: EntityManager, code: string, now: Date): Promise<void> {
  await manager.query('UPDATE link_codes SET used_at = $2 WHERE hash = $1', [hashCode(code), now]);
}

/** Whether an address has tried too many wrong codes of late. */
export async function hasGuessed(manager: EntityManager, { channel, id }: Address, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - failureMs);
  const rows = await manager.query(
    'SELECT FROM link_tries WHERE channel = $1 AND address = $2 AND failed >= $3 AND since > $4',
    [channel, id, mostFailures, since],
  );
  return rows.length > 0;
}

/** Counts a wrong code of an address. */
export async function countFailure(manager: EntityManager, { channel, id }: Address, now: Date): Promise<void> {
  const since = new Date(now.getTime() - failureMs);
  await manager.query('DELETE FROM link_tries WHERE since <= $1', [since]);
  await manager.query(
    `INSERT INTO link_tries (channel, address, failed, since) VALUES ($1, $2, 1, $3)
     ON CONFLICT (channel, address) DO UPDATE SET failed = link_tries.failed + 1`,
    [channel, id, now],
  );
}
