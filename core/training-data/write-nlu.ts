import { stringify } from 'yaml';
import { parseEntityMarkup } from './entity-markup.js';
import type { NluData, NluExample } from './training-data.js';
import { writeEntityMarkup } from './write-entity-markup.js';

/** What is written beside the examples. */
type NluExtras = Omit<NluData, 'examples'>;

/**
 * Writes examples as Rasa's YAML, intent by intent, so that `readNlu` gives them back. Examples with metadata are written
 * as a list, and those that no line can hold (line breaks, entities that overlap) with their entities by offset.
 */
export function writeNlu(examples: readonly NluExample[], extras?: NluExtras): string {
  const intents = new Map<string, NluExample[]>();
  for (const example of examples) intents.set(example.intent, [...(intents.get(example.intent) ?? []), example]);
  const items = [...intents].flatMap(([intent, own]) => itemsOf(intent, own));
  return stringify({ version: '3.1', nlu: [...items, ...(extras ? itemsOfExtras(extras) : [])] }, { lineWidth: 0 });
}

function itemsOf(intent: string, examples: readonly NluExample[]): unknown[] {
  const lines: string[] = [];
  const others: unknown[] = [];
  for (const example of examples) {
    const marked = example.metadata === undefined ? markedLine(example) : undefined;
    if (marked === undefined) others.push(single(example));
    else lines.push(marked);
  }
  return [...(lines.length > 0 ? [{ intent, examples: block(lines) }] : []), ...others];
}

const block = (lines: readonly string[]): string => lines.map((line) => `- ${line}\n`).join('');

/** The example with its entities marked; `undefined` when it would not be read back as it is. */
function markedLine({ text, entities }: NluExample): string | undefined {
  const sorted = entities.toSorted((one, other) => one.start - other.start || one.end - other.end);
  const overlaps = sorted.some((one, at) => {
    const next = sorted[at + 1];
    return next !== undefined && next.start < one.end && (next.start !== one.start || next.end !== one.end);
  });
  if (overlaps || /[\r\n\u2028\u2029]/.test(text) || text !== text.trim()) return undefined;
  const marked = writeEntityMarkup(text, sorted);
  return parseEntityMarkup(marked).text === text ? marked : undefined;
}

function single({ text, intent, entities, metadata }: NluExample): unknown {
  const own = metadata as { readonly intent?: unknown; readonly example?: unknown } | undefined;
  const { intent: ofIntent, example: ofExample } = own ?? {};
  const mentions = entities.map(({ entity, start, end, value, role, group }) => ({
    entity,
    start,
    end,
    value,
    ...(role === undefined ? {} : { role }),
    ...(group === undefined ? {} : { group }),
  }));
  const marked = markedLine({ text, intent, entities, place: { file: '', line: 1 } });
  if (marked === undefined || own === undefined) {
    return { text, intent, entities: mentions, ...(ofExample === undefined ? {} : { metadata: ofExample }) };
  }
  const item = { text: marked, ...(ofExample === undefined ? {} : { metadata: ofExample }) };
  return { intent, ...(ofIntent === undefined ? {} : { metadata: ofIntent }), examples: [item] };
}

function itemsOfExtras({ synonyms, regexes, lookups }: NluExtras): unknown[] {
  const spellings = groups(
    [...synonyms].filter(([spelling, value]) => spelling !== value),
    ([, value]) => value,
  );
  const patterns = groups(regexes, ({ name }) => name);
  return [
    ...[...spellings].map(([synonym, own]) => ({ synonym, examples: block(own.map(([spelling]) => spelling)) })),
    ...[...patterns].map(([regex, own]) => ({ regex, examples: block(own.map(({ pattern }) => pattern)) })),
    ...lookups.map(({ name, values }) => ({ lookup: name, examples: block(values) })),
  ];
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return found;
}
