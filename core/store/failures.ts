import { formatError, ParleyError } from '../errors.js';

/** Turns what went wrong at opening into an error that names the database, without its password. */
export function asOpenError(error: unknown, url: string | undefined): ParleyError {
  if (error instanceof ParleyError) return error;
  const address = url === undefined ? 'the embedded folder' : addressOf(url);
  const reason = reasonOf(error);
  const code = codeOf(error);
  if (refusals.test(code)) return new ParleyError('STORE_REFUSED', { address, reason }, { cause: error });
  if (isConnectionLoss(error)) return new ParleyError('STORE_UNREACHABLE', { address, reason }, { cause: error });
  return new ParleyError('STORE_MIGRATION', { reason }, { cause: error });
}

/** Turns what went wrong at a statement into an error for callers; the original is its cause. */
export function asWriteError(error: unknown): ParleyError {
  if (error instanceof ParleyError) return error;
  if (diskFull.test(codeOf(error))) return new ParleyError('STORE_FULL', {}, { cause: error });
  return new ParleyError('STORE_WRITE', { reason: reasonOf(error) }, { cause: error });
}

/**
 * Whether a statement failed for what was in it, so that others of its group may succeed without it.
 * Classes of https://www.postgresql.org/docs/current/errcodes-appendix.html: 21 cardinality, 22 data, 23 constraint,
 * 54 limits.
 */
export function isDataFault(error: unknown): boolean {
  const cause = error instanceof ParleyError ? error.cause : error;
  return /^(21|22|23|54)/.test(codeOf(cause));
}

const refusals = /^(28|3D|42501)/;
const diskFull = /^(53100|ENOSPC)/;

/** SQLSTATE class 08 and 57P, too many connections, or no SQLSTATE at all: the network or the server, not the statement. */
function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  return code === '' || /^(08|57P|53300|E[A-Z]+)/.test(code);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What went wrong, in one line. */
export function reasonOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  return formatError(inner).replace(/\.$/, '');
}

function addressOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}

/** Whether a statement was chosen to fail in a deadlock or a conflict of transactions: it may simply be tried again. */
export function isConflict(error: unknown): boolean {
  const cause = error instanceof ParleyError ? error.cause : error;
  return /^40/.test(codeOf(cause));
}
