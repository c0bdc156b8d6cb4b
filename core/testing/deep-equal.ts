import { isDeepStrictEqual } from 'node:util';

/** Whether two JSON values are the same, whatever prototypes their objects have. */
export const deepEqual = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b));

const plain = (value: unknown): unknown => (value === undefined ? null : JSON.parse(JSON.stringify(value)));
