/**
 * Makes text that PostgreSQL can store: NUL characters and halves of surrogate pairs, which neither `text` nor `jsonb`
 * takes, become U+FFFD, the replacement character.
 */
export function storableText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

/** Makes JSON that `jsonb` can store, by the same rule as `storableText`. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  return json.includes('\\u') ? json.replace(unstorable, '$1\uFFFD') : json;
}

/** `JSON.stringify` writes NUL and lone surrogates as escapes; an even run of backslashes before one is text itself. */
const unstorable = /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;
