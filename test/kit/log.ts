import type { Logger } from '../../core/kernel/logger.js';

/** A line that was logged, its fields beside its level and message. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A logger that remembers, for tests that read what was reported. */
export function listeningLog(bound: object = {}, lines: LogLine[] = []): Logger & { readonly lines: LogLine[] } {
  const write = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, ...bound, ...fields });
  return {
    lines,
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => listeningLog({ ...bound, ...fields }, lines),
  };
}
