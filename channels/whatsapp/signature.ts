import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether Meta signed these bytes: `sha256=` and the hex HMAC-SHA256 of the raw body under the app's secret
 * (developers.facebook.com/docs/graph-api/webhooks/getting-started). Meta escapes characters of its own choice in the
 * JSON, so that only the bytes as they came have the signature.
 */
export function isSigned(rawBody: Buffer, header: string | undefined, appSecret: string): boolean {
  const signature = /^sha256=([\da-f]{64})$/i.exec(header ?? '')?.[1];
  if (signature === undefined) return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}
