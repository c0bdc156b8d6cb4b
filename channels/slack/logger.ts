import type { Logger as BoltLogger, LogLevel } from '@slack/bolt';
import type { Logger } from '../../core/index.js';

/**
 * The bot's log in the form that Bolt writes to. Bolt's own debugging is left out: it prints whole requests, and what
 * people write is in the tracker store, not in logs.
 */
export function boltLogger(log: Logger, level: LogLevel): BoltLogger {
  const write =
    (report: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
      log[report](error === undefined ? {} : { err: error }, text);
    };
  return {
    debug: () => undefined,
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    setLevel: () => undefined,
    getLevel: () => level,
    setName: () => undefined,
  };
}
