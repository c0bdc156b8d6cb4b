import { formatError, ParleyError } from '../errors.js';

/** Turns what went wrong with a store into an error that names the place. */
export function asStoreError(error: unknown, place: string): ParleyError {
  if (error instanceof ParleyError) return error;
  if (isFull(error)) return new ParleyError('MEDIA_NO_SPACE', { place }, { cause: error });
  const reason = reasonOf(error).replace(/\.$/, '');
  return new ParleyError('MEDIA_STORE_FAILED', { place, reason }, { cause: error });
}

/** What an error of the network or the file system says, with the cause that `fetch` hides. */
export function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return formatError(inner) || String(Object(inner).code ?? 'no reason given');
}

/** No space on the device, or a quota reached. */
function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));
}
