import { ParleyError } from '../errors.js';

const secretName = /token$|secret|passw|passphrase|authorization|cookie|credential|api_?key|private_?key|signature/i;
const secretInAddress = /([?&][^=&\s]*(?:token|key|secret|password|signature)[^=&\s]*=)[^&\s"']+/gi;
const passwordInAddress = /(\b[a-z][a-z+.-]*:\/\/[^:/?#\s]*:)[^@/\s]+@/gi;
const hidden = '[hidden]';
const maxDepth = 6;

/**
 * A copy of log fields without secrets: values of fields that are named like one, tokens in query strings and
 * passwords in addresses (`postgres://user:…@host`) are hidden. Errors become plain objects with code and remedy.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Date) return value;
  if (depth >= maxDepth) return '[deeper]';
  if (Array.isArray(value)) return value.map((part) => redact(part, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, secretName.test(name) ? hidden : redact(part, depth + 1)]),
  );
}

function redactText(text: string): string {
  return text.replace(secretInAddress, `$1${hidden}`).replace(passwordInAddress, `$1${hidden}@`);
}

function redactError(error: Error, depth: number): unknown {
  const parley = error instanceof ParleyError ? { code: error.code, remedy: error.remedy, place: error.place } : {};
  return {
    name: error.name,
    message: redactText(error.message),
    ...parley,
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined || depth >= maxDepth ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
