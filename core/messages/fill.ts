/** A gap such as `{city}`; JSON in a button's payload is left alone because its braces hold no plain name. */
const gap = /\{([\p{L}_][\p{L}\p{N}_.-]*)\}/gu;

/** What was filled in, and the names that had no value. */
export interface Filled<T> {
  readonly value: T;
  readonly missing: readonly string[];
}

/**
 * Fills the gaps in every text within a value. As in Rasa, an empty slot shows as `None`; a name that is no slot at
 * all stays as it is written.
 */
export function fillGaps<T>(value: T, values: Readonly<Record<string, unknown>>): Filled<T> {
  const missing = new Set<string>();
  const filled = fillAny(value, values, missing) as T;
  return { value: filled, missing: [...missing] };
}

function fillAny(value: unknown, values: Readonly<Record<string, unknown>>, missing: Set<string>): unknown {
  if (typeof value === 'string') return value.includes('{') ? fillText(value, values, missing) : value;
  if (Array.isArray(value)) return value.map((item) => fillAny(item, values, missing));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillAny(item, values, missing)]));
}

function fillText(text: string, values: Readonly<Record<string, unknown>>, missing: Set<string>): string {
  return text.replace(gap, (whole, name: string) => {
    const value = values[name];
    if (value === undefined || value === null) missing.add(name);
    return value === undefined ? whole : shown(value);
  });
}

function shown(value: unknown): string {
  if (value === null) return 'None';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
