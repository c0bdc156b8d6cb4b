import type { EntityMention } from '../nlu/parse-result.js';
import type { Place } from '../place.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectItems,
  expectMap,
  expectNumber,
  expectText,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import type { NluPart } from './data-part.js';
import { parseEntityMarkup } from './entity-markup.js';
import { placeOfLine, readExampleLines } from './example-lines.js';

/** Reads `nlu:`: intents with their examples, synonyms, regexes and lookup tables. */
export function readNlu(node: YamlNode, problems: Problem[]): NluPart {
  const part: NluPart = { examples: [], synonyms: [], regexes: [], lookups: [], lookupFiles: [] };
  for (const item of expectItems(node, '`nlu`', problems)) {
    const map = expectMap(item, 'An item of `nlu`', problems);
    if (map) readItem(map, part, problems);
  }
  return part;
}

function readItem(map: YamlMap, part: NluPart, problems: Problem[]): void {
  if (map.entries.has('text')) readSingle(map, part, problems);
  else if (map.entries.has('intent')) readIntent(map, part, problems);
  else if (map.entries.has('synonym')) readSynonym(map, part, problems);
  else if (map.entries.has('regex')) readRegex(map, part, problems);
  else if (map.entries.has('lookup')) readLookup(map, part, problems);
  else problems.push(errorAt(map.place, 'NLU_ITEM_UNKNOWN'));
}

function readIntent(map: YamlMap, part: NluPart, problems: Problem[]): void {
  refuseUnknownKeys(map, ['intent', 'examples', 'metadata'], 'An intent of `nlu`', problems);
  const intent = readKey(map, 'intent', 'An intent of `nlu`', expectText, problems);
  const examples = intent === undefined ? undefined : requireKey(map, 'examples', `Intent "${intent}"`, problems);
  if (intent === undefined || !examples) return;
  const common = readKey(map, 'metadata', `Intent "${intent}"`, toPlain, problems);
  const isListOfMaps = examples.kind === 'list' && examples.items.some((item) => item.kind === 'map');
  if (isListOfMaps) {
    for (const item of examples.items) readListExample(item, intent, common, part, problems);
    return;
  }
  for (const { text, place } of readExampleLines(intent, examples, problems)) {
    addExample(text, intent, metadataOf(common, undefined), place, part, problems);
  }
}

/** An item `- text: hi` of a list under `examples`, which may have metadata of its own. */
function readListExample(node: YamlNode, intent: string, common: unknown, part: NluPart, problems: Problem[]): void {
  const what = `An example of "${intent}"`;
  const map = expectMap(node, what, problems);
  const textNode = map && requireKey(map, 'text', what, problems);
  const text = textNode && expectText(textNode, '`text` of an example', problems);
  if (!map || text === undefined || textNode?.kind !== 'scalar') return;
  refuseUnknownKeys(map, ['text', 'metadata'], what, problems);
  const metadata = metadataOf(common, readKey(map, 'metadata', what, toPlain, problems));
  addExample(text.trim(), intent, metadata, placeOfLine(textNode, 0), part, problems);
}

/** An item `- text: …` directly under `nlu`, with its intent and its entities by offset or by markup. */
function readSingle(map: YamlMap, part: NluPart, problems: Problem[]): void {
  const what = 'An example of `nlu`';
  refuseUnknownKeys(map, ['text', 'intent', 'entities', 'metadata'], what, problems);
  const text = readKey(map, 'text', what, expectText, problems)?.trim();
  const intentNode = requireKey(map, 'intent', what, problems);
  const intent = intentNode && expectText(intentNode, '`intent` of an example', problems);
  if (text === undefined || intent === undefined) return;
  const metadata = metadataOf(undefined, readKey(map, 'metadata', what, toPlain, problems));
  const entities = readKey(map, 'entities', what, expectItems, problems);
  if (!entities) {
    addExample(text, intent, metadata, map.place, part, problems);
    return;
  }
  const mentions = entities.map((node) => readMention(node, text, problems)).filter((mention) => mention !== undefined);
  part.examples.push({ text, intent, entities: mentions, ...metadata, place: map.place });
  addSynonyms(text, mentions, map.place, part);
}

function readMention(node: YamlNode, text: string, problems: Problem[]): EntityMention | undefined {
  const what = 'An entity of an example';
  const map = expectMap(node, what, problems);
  if (!map) return undefined;
  refuseUnknownKeys(map, ['entity', 'start', 'end', 'value', 'role', 'group'], what, problems);
  const required = ['entity', 'start', 'end'].filter((key) => !requireKey(map, key, what, problems));
  const entity = readKey(map, 'entity', what, expectText, problems);
  const first = readKey(map, 'start', what, expectNumber, problems);
  const last = readKey(map, 'end', what, expectNumber, problems);
  if (required.length > 0 || entity === undefined || first === undefined || last === undefined) return undefined;
  const { length } = [...text];
  if (first < 0 || last <= first || last > length) {
    problems.push(errorAt(map.place, 'ENTITY_POSITION', { entity, start: first, end: last, length }));
    return undefined;
  }
  const [start, end] = unitsOf(text, first, last);
  const role = readKey(map, 'role', what, expectText, problems);
  const group = readKey(map, 'group', what, expectText, problems);
  const value = readKey(map, 'value', what, toPlain, problems) ?? text.slice(start, end);
  const attributes = { ...(role === undefined ? {} : { role }), ...(group === undefined ? {} : { group }) };
  return { entity, start, end, value, ...attributes };
}

/** Offsets are written as Python counts them. */
function unitsOf(text: string, first: number, last: number): readonly [start: number, end: number] {
  const characters = [...text];
  const start = characters.slice(0, first).join('').length;
  return [start, start + characters.slice(first, last).join('').length];
}

function readSynonym(map: YamlMap, part: NluPart, problems: Problem[]): void {
  const value = readNamedBlock(map, 'synonym', problems);
  if (!value) return;
  for (const { text, place } of readExampleLines(value.name, value.examples, problems)) {
    part.synonyms.push({ spelling: text, value: value.name, place });
  }
}

function readRegex(map: YamlMap, part: NluPart, problems: Problem[]): void {
  const regex = readNamedBlock(map, 'regex', problems);
  if (!regex) return;
  for (const { text, place } of readExampleLines(regex.name, regex.examples, problems)) {
    part.regexes.push({ name: regex.name, pattern: text, place });
  }
}

function readLookup(map: YamlMap, part: NluPart, problems: Problem[]): void {
  const lookup = readNamedBlock(map, 'lookup', problems);
  if (!lookup) return;
  const { name, examples, place } = lookup;
  const path = examples.kind === 'scalar' && examples.style !== 'literal' ? examples.source.trim() : '';
  if (path.endsWith('.txt')) {
    part.lookupFiles.push({ name, path, place: examples.place });
    return;
  }
  const values = readExampleLines(name, examples, problems).map(({ text }) => text);
  part.lookups.push({ name, values, place });
}

function readNamedBlock(
  map: YamlMap,
  key: string,
  problems: Problem[],
): { name: string; examples: YamlNode; place: Place } | undefined {
  const what = `A ${key} of \`nlu\``;
  refuseUnknownKeys(map, [key, 'examples', 'metadata'], what, problems);
  const name = readKey(map, key, what, expectText, problems);
  const examples = name === undefined ? undefined : requireKey(map, 'examples', `The ${key} "${name}"`, problems);
  return name === undefined || !examples ? undefined : { name, examples, place: map.place };
}

function addExample(
  marked: string,
  intent: string,
  metadata: { metadata?: unknown },
  place: Place,
  part: NluPart,
  problems: Problem[],
): void {
  const { text, entities, faults } = parseEntityMarkup(marked);
  for (const { markup, reason } of faults) {
    problems.push(errorAt(place, 'ENTITY_MARKUP_BROKEN', { markup, reason }));
  }
  if (text.trim() === '') {
    problems.push(warningAt(place, 'EXAMPLE_EMPTY'));
    return;
  }
  part.examples.push({ text, intent, entities, ...metadata, place });
  addSynonyms(text, entities, place, part);
}

/** An entity with another value than its words teaches that spelling. */
function addSynonyms(text: string, entities: readonly EntityMention[], place: Place, part: NluPart): void {
  for (const { start, end, value } of entities) {
    const spelling = text.slice(start, end);
    if (typeof value === 'string' && value !== spelling) part.synonyms.push({ spelling, value, place });
  }
}

/** Rasa keeps the metadata of the intent and of the example apart. */
const metadataOf = (intent: unknown, example: unknown): { metadata?: unknown } =>
  intent === undefined && example === undefined
    ? {}
    : { metadata: { ...(intent === undefined ? {} : { intent }), ...(example === undefined ? {} : { example }) } };
