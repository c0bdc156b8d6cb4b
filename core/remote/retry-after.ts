/** How long an answer asks to wait before the next request, in ms: seconds or a date (RFC 9110, section 10.2.3). */
export function askedPause(headers: Pick<Headers, 'get'>, now: number = Date.now()): number | undefined {
  const written = headers.get('retry-after')?.trim();
  if (!written) return undefined;
  const ms = /^\d+$/.test(written) ? Number(written) * 1_000 : Date.parse(written) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
