import type { EntityMention } from '../nlu/parse-result.js';
import { matchMarkup } from './entity-markup.js';

/**
 * Writes a text with its entities as Rasa's markup, so that `parseEntityMarkup` gives back the same text and entities.
 * Entities must be sorted by place; those on the same words share one markup, and others must not overlap.
 */
export function writeEntityMarkup(text: string, entities: readonly EntityMention[]): string {
  let written = '';
  let before = text.length;
  for (const group of spans(entities).toReversed()) {
    const [{ start, end }] = group;
    written = escapeText(text.slice(end, before), written);
    written = `[${escapeWords(text.slice(start, end))}]${annotate(text.slice(start, end), group)}${written}`;
    before = start;
  }
  return escapeText(text.slice(0, before), written);
}

type Span = [EntityMention, ...EntityMention[]];

function spans(entities: readonly EntityMention[]): Span[] {
  const groups: Span[] = [];
  for (const entity of entities) {
    const last = groups.at(-1);
    if (last && last[0].start === entity.start && last[0].end === entity.end) last.push(entity);
    else groups.push([entity]);
  }
  return groups;
}

/**
 * Puts text before what is already written, from its end to its beginning: a bracket that would begin a markup with what
 * follows gets a backslash, and backslashes that would stand before a markup are doubled.
 */
function escapeText(text: string, written: string): string {
  let result = written;
  let doubling = isMarkup(result);
  for (let index = text.length - 1; index >= 0; index--) {
    const sign = text[index] ?? '';
    if (sign === '\\') {
      result = (doubling ? '\\\\' : '\\') + result;
      continue;
    }
    result = sign + result;
    doubling = sign === '[' && isMarkup(result);
    if (doubling) result = `\\${result}`;
  }
  return result;
}

/** Whether the text begins with a markup that the parser would take. */
function isMarkup(text: string): boolean {
  if (!text.startsWith('[')) return false;
  const match = matchMarkup(text, 0);
  return match !== undefined && 'words' in match;
}

const escapeWords = (words: string): string =>
  words.replaceAll(/(\\*)([[\]]|$)/g, (_, run: string, sign: string) => run + run + (sign && `\\${sign}`));

function annotate(words: string, group: Span): string {
  const [first] = group;
  const plain = group.length === 1 && first.value === words && first.role === undefined && first.group === undefined;
  if (plain && simpleName.test(first.entity)) return `(${first.entity})`;
  const json = group.map(({ entity, role, group: name, value }) => ({
    entity,
    ...(role === undefined ? {} : { role }),
    ...(name === undefined ? {} : { group: name }),
    ...(value === words ? {} : { value }),
  }));
  return JSON.stringify(group.length === 1 ? json[0] : json);
}

const simpleName = /^[\w-]+$/;
