import { formatPlace, type Place } from './place.js';

/** One row of the error table: `{name}` in a text is filled from the parameters given when the error is made. */
interface ErrorRow {
  /** HTTP status when the error reaches a caller over HTTP. */
  readonly status: number;
  readonly message: string;
  readonly remedy: string;
}

/** Every error that Parley raises, sorted by area. Codes are stable; texts may improve. */
const errorTable = {
  // kernel
  PLUGIN_DUPLICATE: {
    status: 500,
    message: 'Two plugins are named "{plugin}".',
    remedy: 'Rename one of them or load it once.',
  },
  // config and project files
  FILE_NOT_FOUND: {
    status: 500,
    message: 'There is no file or folder {path}.',
    remedy: 'Check the path; `parley init my-bot` writes a bot to start from.',
  },
} as const satisfies Record<string, ErrorRow>;

/** A code of the error table, such as `PLUGIN_DUPLICATE`. */
export type ErrorCode = keyof typeof errorTable;

/** What an error is about beyond its parameters. */
export interface ErrorContext {
  /** The plugin, pack or component that owns the fault. */
  readonly owner?: string;
  /** The file and line that have to change. */
  readonly place?: Place | undefined;
  readonly cause?: unknown;
}

/** The values that fill the `{name}` gaps of a row's texts. Never put a secret in one. */
export type ErrorParameters = Readonly<Record<string, string | number>>;

/**
 * The one error class of Parley: it says what is wrong, where, and how to mend it.
 *
 * @example throw new ParleyError('PLUGIN_DUPLICATE', { plugin: 'web' });
 */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly remedy: string;
  readonly owner: string | undefined;
  readonly place: Place | undefined;

  constructor(code: ErrorCode, parameters: ErrorParameters = {}, context: ErrorContext = {}) {
    const row: ErrorRow = errorTable[code];
    super(fill(row.message, parameters), context.cause === undefined ? undefined : { cause: context.cause });
    this.code = code;
    this.status = row.status;
    this.remedy = fill(row.remedy, parameters);
    this.owner = context.owner;
    this.place = context.place;
  }
}

/** One error in one line for a terminal or a log: where, what, how to mend it, and the code. */
export function formatError(error: unknown): string {
  if (!(error instanceof ParleyError)) return error instanceof Error ? error.message : String(error);
  const where = error.place ? `${formatPlace(error.place)}: ` : '';
  const owner = error.owner ? ` (${error.owner})` : '';
  return `${where}${error.message}${owner} ${error.remedy} [${error.code}]`;
}

function fill(template: string, parameters: ErrorParameters): string {
  return template.replace(/\{(\w+)\}/g, (gap, name: string) => String(parameters[name] ?? gap));
}
