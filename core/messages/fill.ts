/** A gap such as `{city}`; JSON in a button's payload is no gap because its braces hold no plain name. */
const gap = /\{([\p{L}_][\p{L}\p{N}_.\- ]*)\}/gu;

/** A brace written twice, which stands for one, a gap, or a brace that is neither. */
const piece = /\{\{|\}\}|\{([^{}\n]+)\}|[{}]/g;

/** What was filled in, and the names that had no value. */
export interface Filled<T> {
  readonly value: T;
  readonly missing: readonly string[];
}

/**
 * Fills the gaps in every text within a value. As in Rasa (`rasa/core/nlg/interpolator.py`), values read as Python
 * writes them, an empty slot as `None`; `{{` stands for a brace; and a text with a name that is no slot at all stays as
 * it is written. JSON in single braces is left alone, and the gaps within it are filled.
 */
export function fillGaps<T>(value: T, values: Readonly<Record<string, unknown>>): Filled<T> {
  const missing = new Set<string>();
  const filled = fillAny(value, values, missing) as T;
  return { value: filled, missing: [...missing] };
}

function fillAny(value: unknown, values: Readonly<Record<string, unknown>>, missing: Set<string>): unknown {
  if (typeof value === 'string') return /[{}]/.test(value) ? fillText(value, values, missing) : value;
  if (Array.isArray(value)) return value.map((item) => fillAny(item, values, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillAny(item, values, missing)]));
}

function fillText(text: string, values: Readonly<Record<string, unknown>>, missing: Set<string>): string {
  const unknown: string[] = [];
  const look = (whole: string, name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) unknown.push(name);
    if (value === undefined || value === null) missing.add(name);
    return value === undefined ? whole : pythonText(value);
  };
  const filled = isTemplate(text)
    ? text.replace(piece, (whole, name?: string) => (name === undefined ? whole.charAt(0) : look(whole, name)))
    : text.replace(gap, look);
  return unknown.length > 0 ? text : filled;
}

/** Whether every brace is doubled or belongs to a gap; JSON in single braces is no such text. */
function isTemplate(text: string): boolean {
  for (const [whole, name] of text.matchAll(piece)) {
    if (name === undefined ? whole.length === 1 : whole.match(gap) === null) return false;
  }
  return true;
}

/** A value as Python's `str` shows it. */
function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

function pythonRepr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).map(([key, item]) => `${quoted(key)}: ${pythonRepr(item)}`);
  return `{${fields.join(', ')}}`;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replaceAll(quote, `\\${quote}`);
  return `${quote}${escaped}${quote}`;
}
