import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the clock of a request may be off, in seconds; older ones could be replays. */
const windowSeconds = 300;

/** The headers that sign a request. */
export interface SignedHeaders {
  /** Seconds since 1970. */
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/**
 * Says what is wrong with the signature of a request, or `undefined` when it is Slack's (scheme v0,
 * https://docs.slack.dev/authentication/verifying-requests-from-slack). Unlike Bolt's check it also refuses timestamps
 * of the future, which could be kept to be replayed.
 */
export function signatureFault(
  secret: string,
  rawBody: Buffer,
  { timestamp, signature }: SignedHeaders,
  nowMs: number,
): string | undefined {
  if (timestamp === undefined || signature === undefined) return 'it is not signed';
  if (!/^\d{1,12}$/.test(timestamp)) return 'its timestamp is no number';
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > windowSeconds) return 'its timestamp is more than 5 minutes off';
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`,
  );
  const given = Buffer.from(signature);
  const same = given.length === expected.length && timingSafeEqual(given, expected);
  return same ? undefined : 'its signature is not one of this app';
}
