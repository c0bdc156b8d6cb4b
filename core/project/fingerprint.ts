import { createHash } from 'node:crypto';

/** What an object says as one text: equal for equal content, wherever in the files it is written. */
export const contentOf = (value: unknown): string => JSON.stringify(value, withoutPlaces);

/** SHA-256 of the content of these values, in hexadecimal. */
export function fingerprint(...values: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const value of values) hash.update(contentOf(value) ?? 'undefined').update('\0');
  return hash.digest('hex');
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === 'place' && isPlace(value)) return undefined;
  return value instanceof Map ? [...value] : value;
}

/** A person's own data may have a key named `place` too. */
const isPlace = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'file' in value && 'line' in value;
