import type { EntityMention } from '../nlu/parse-result.js';

/** A text without its markup, the entities that were marked, and what looked like markup but was none. */
export interface MarkedText {
  readonly text: string;
  readonly entities: readonly EntityMention[];
  readonly faults: readonly MarkupFault[];
}

/** Markup that says it names an entity, but cannot be read; it stays in the text. */
export interface MarkupFault {
  readonly markup: string;
  readonly reason: string;
}

/**
 * Reads the entity markup of Rasa's training data (legacy-docs-oss.rasa.com/docs/rasa/training-data-format#entities):
 * `[Paris](city)`, `[NYC](city:New York)`, `[Paris]{"entity": "city", "role": "to"}` and, for several entities on the same
 * words, `[iPhone][{"entity": "brand"}, {"entity": "phone"}]`.
 *
 * Brackets that are no markup stay text. A backslash before a markup (`\[Paris](city)`) makes it text, and inside the
 * marked words it makes a bracket text; elsewhere a backslash is only a backslash.
 */
export function parseEntityMarkup(marked: string): MarkedText {
  const entities: EntityMention[] = [];
  const faults: MarkupFault[] = [];
  let text = '';
  let read = 0;
  for (let open = marked.indexOf('['); open >= 0; open = marked.indexOf('[', Math.max(read, open + 1))) {
    const match = matchMarkup(marked, open);
    if (!match) continue;
    const slashes = backslashesBefore(marked, open, read);
    if ('reason' in match) {
      if (slashes % 2 === 0) faults.push(match);
      continue;
    }
    text += marked.slice(read, open - Math.ceil(slashes / 2));
    read = open;
    if (slashes % 2 === 1) continue;
    const start = text.length;
    text += match.words;
    read = match.end;
    for (const attributes of match.annotations) entities.push({ ...attributes, start, end: text.length });
  }
  return { text: text + marked.slice(read), entities, faults };
}

/** Entity attributes as written; the value is that of the marked words unless one is given. */
type Annotation = Pick<EntityMention, 'entity' | 'value' | 'role' | 'group'>;

interface Markup {
  readonly words: string;
  readonly annotations: readonly Annotation[];
  /** The offset behind the markup. */
  readonly end: number;
}

/** The markup that begins with the bracket at `open`; `undefined` when there is none. */
export function matchMarkup(marked: string, open: number): Markup | MarkupFault | undefined {
  const close = closingBracket(marked, open);
  if (close < 0 || close === open + 1) return undefined;
  const words = marked.slice(open + 1, close).replaceAll(/(\\+)(?=[[\]]|$)/g, (run) => '\\'.repeat(run.length >> 1));
  const next = marked[close + 1];
  if (next === '(') return matchShort(marked, words, close + 2);
  const opening = next === '[' && marked[close + 2] === '{' ? '[' : next === '{' ? '{' : undefined;
  if (!opening) return undefined;
  const end = endOfJson(marked, close + 1);
  if (end < 0) return undefined;
  const json = marked.slice(close + 1, end);
  const annotations = readAnnotations(json, words);
  if (typeof annotations !== 'string') return { words, annotations, end };
  return json.includes('entity') ? { markup: marked.slice(open, end), reason: annotations } : undefined;
}

/** `(entity)` or `(entity:value)`; a name has no brackets, so that `[see](the [note])` stays text. */
function matchShort(marked: string, words: string, from: number): Markup | undefined {
  shortForm.lastIndex = from;
  const match = shortForm.exec(marked);
  const entity = match?.[1]?.trim();
  if (!match || !entity) return undefined;
  return { words, annotations: [{ entity, value: match[2] ?? words }], end: shortForm.lastIndex };
}

const shortForm = /([^:()[\]{}\n]+)(?::([^)\n]+))?\)/y;

function readAnnotations(json: string, words: string): Annotation[] | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return 'it is not valid JSON';
  }
  const annotations: Annotation[] = [];
  for (const item of Array.isArray(parsed) ? parsed : [parsed]) {
    const { entity, value = words, role, group } = (item ?? {}) as Record<string, unknown>;
    if (typeof entity !== 'string' || entity === '') return 'it has no "entity"';
    annotations.push({
      entity,
      value,
      ...(typeof role === 'string' ? { role } : {}),
      ...(typeof group === 'string' ? { group } : {}),
    });
  }
  return annotations.length > 0 ? annotations : 'it names no entity';
}

/** The bracket that closes the marked words, or -1: words hold no bracket that is not escaped. */
function closingBracket(marked: string, open: number): number {
  for (let index = open + 1; index < marked.length; index++) {
    const sign = marked[index];
    if (sign !== '[' && sign !== ']') continue;
    if (backslashesBefore(marked, index, open + 1) % 2 === 1) continue;
    return sign === ']' ? index : -1;
  }
  return -1;
}

/** The offset behind the JSON object or list that begins at `start`, or -1 when it is not closed. */
function endOfJson(marked: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < marked.length; index++) {
    const sign = marked[index] ?? '';
    if (quoted) {
      if (sign === '\\') index++;
      else if (sign === '"') quoted = false;
      continue;
    }
    if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return index + 1;
  }
  return -1;
}

/** How many backslashes stand directly before the offset, not looking further back than `from`. */
function backslashesBefore(marked: string, offset: number, from: number): number {
  let count = 0;
  while (offset - count > from && marked[offset - count - 1] === '\\') count++;
  return count;
}
