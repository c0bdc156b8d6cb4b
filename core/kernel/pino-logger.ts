import { pino, stdTimeFunctions } from 'pino';
import type { Logger } from './logger.js';
import { linePrinter } from './pretty-log.js';
import { redact } from './redact.js';

/** How a logger is made. */
export interface LoggerOptions {
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where lines go; default: standard error, so that a command's own output stays clean. */
  readonly output?: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** One JSON object for each line, or lines for people; default: `pretty` on a terminal. */
  readonly format?: 'json' | 'pretty';
}

/** Makes a logger on pino; fields that are named like secrets, and secrets in addresses, are hidden. */
export function createLogger(options: LoggerOptions = {}): Logger {
  const output = options.output ?? process.stderr;
  const format = options.format ?? (output.isTTY === true ? 'pretty' : 'json');
  const destination = format === 'pretty' ? linePrinter(output) : { write: (line: string) => void output.write(line) };
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
        bindings: (fields) => redact(fields) as Record<string, unknown>,
      },
    },
    destination,
  );
}
