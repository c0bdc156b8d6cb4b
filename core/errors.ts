import { botTexts } from './bot/texts.js';
import { dialogueTexts } from './dialogue/texts.js';
import { kernelTexts } from './kernel/texts.js';
import { mediaTexts } from './media/texts.js';
import { modelTexts } from './model/texts.js';
import { nluTexts } from './nlu/nlu-texts.js';
import { formatPlace, type Place } from './place.js';
import { projectTexts } from './project/texts.js';
import { remoteTexts } from './remote/texts.js';
import { serverTexts } from './server/texts.js';
import { storeTexts } from './store/texts.js';
import { testingTexts } from './testing/texts.js';

/** One row of an error table: `{name}` in a text is filled from the parameters given when the error is made. */
export interface ErrorRow {
  /** HTTP status when the error reaches a caller over HTTP. */
  readonly status: number;
  readonly message: string;
  readonly remedy: string;
}

/** Every error that the core and its pipeline raise; each part keeps its rows beside it. Codes are stable; texts may improve. */
const errorTable = {
  ...kernelTexts,
  ...projectTexts,
  ...nluTexts,
  ...modelTexts,
  ...dialogueTexts,
  ...remoteTexts,
  ...storeTexts,
  ...serverTexts,
  ...mediaTexts,
  ...botTexts,
  ...testingTexts,
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

/** A row of a table outside the core, with its code. */
interface CodedRow extends ErrorRow {
  readonly code: string;
}

/**
 * The one error class of Parley: it says what is wrong, where, and how to mend it.
 *
 * @example throw new ParleyError('PLUGIN_DUPLICATE', { plugin: 'web' });
 */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  /** A code of the core's table, or of one made by `defineErrors`. */
  readonly code: string;
  readonly status: number;
  readonly remedy: string;
  readonly owner: string | undefined;
  readonly place: Place | undefined;

  constructor(code: ErrorCode | CodedRow, parameters: ErrorParameters = {}, context: ErrorContext = {}) {
    const row: ErrorRow = typeof code === 'string' ? errorTable[code] : code;
    super(fill(row.message, parameters), context.cause === undefined ? undefined : { cause: context.cause });
    this.code = typeof code === 'string' ? code : code.code;
    this.status = row.status;
    this.remedy = fill(row.remedy, parameters);
    this.owner = context.owner;
    this.place = context.place;
  }
}

/**
 * Makes a table of errors for a part outside the core, such as a channel or a plugin, and returns what makes them. Codes
 * begin with the part's name, so that no two parts share one.
 *
 * @example
 * const kioskError = defineErrors({
 *   KIOSK_OFFLINE: { status: 503, message: 'The kiosk {name} is off.', remedy: 'Switch it on.' },
 * });
 * throw kioskError('KIOSK_OFFLINE', { name: 'hall' });
 */
export function defineErrors<Table extends Readonly<Record<string, ErrorRow>>>(table: Table) {
  return (code: keyof Table & string, parameters?: ErrorParameters, context?: ErrorContext): ParleyError => {
    const { status, message, remedy } = table[code] as ErrorRow;
    return new ParleyError({ code, status, message, remedy }, parameters, context);
  };
}

/** One error in one line for a terminal or a log: where, what, how to mend it, and the code. */
export function formatError(error: unknown): string {
  if (!(error instanceof ParleyError)) return error instanceof Error ? error.message : String(error);
  const where = error.place ? `${formatPlace(error.place)}: ` : '';
  const owner = error.owner ? ` (${error.owner})` : '';
  return `${where}${error.message}${owner} ${error.remedy} [${error.code}]`;
}

/** The message and remedy of a row, filled in, for reports that are not thrown. */
export function errorTexts(code: ErrorCode, parameters: ErrorParameters): { message: string; remedy: string } {
  const row: ErrorRow = errorTable[code];
  return { message: fill(row.message, parameters), remedy: fill(row.remedy, parameters) };
}

/** Fills the gaps; one filled with nothing takes its space with it. */
function fill(template: string, parameters: ErrorParameters): string {
  return template
    .replace(/\{(\w+)\}( ?)/g, (gap, name: string, space: string) => {
      const value = parameters[name];
      if (value === undefined) return gap;
      return value === '' ? '' : `${value}${space}`;
    })
    .trimEnd();
}
