/** Errors of Node.js and undici after which nothing of a call can have reached the server. */
const neverSent = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether no connection came about, so that a call can be repeated without running anything twice. */
export function wasNeverSent(error: unknown): boolean {
  const { code, syscall } = Object(error);
  return neverSent.has(String(code)) || syscall === 'connect';
}

/** What went wrong with a connection, in a few words. */
export function reasonOf(error: unknown): string {
  const { code, message } = Object(error);
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET') return 'the connection broke off before there was an answer';
  return typeof message === 'string' && message !== '' ? message : String(code ?? error);
}
