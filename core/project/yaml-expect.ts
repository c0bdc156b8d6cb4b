import { didYouMean } from '../nearest.js';
import { errorAt, type Problem } from './problem.js';
import { describeNode, type YamlEntry, type YamlList, type YamlMap, type YamlNode } from './yaml-tree.js';

/*
 * Each of these takes a node and a name for it in messages, and returns what was expected there; when something else
 * is there, that becomes a problem and `undefined` comes back, so that reading goes on and finds the next mistake.
 */

/** A map. */
export function expectMap(node: YamlNode, what: string, problems: Problem[]): YamlMap | undefined {
  if (node.kind === 'map') return node;
  problems.push(errorAt(node.place, 'YAML_NOT_MAP', { what, found: describeNode(node) }));
  return undefined;
}

/** The entries of a map; a key without a value counts as an empty map, as `slots:` with nothing below it. */
export function expectEntries(node: YamlNode, what: string, problems: Problem[]): readonly YamlEntry[] {
  if (isEmpty(node)) return [];
  return [...(expectMap(node, what, problems)?.entries.values() ?? [])];
}

/** A list. */
export function expectList(node: YamlNode, what: string, problems: Problem[]): YamlList | undefined {
  if (node.kind === 'list') return node;
  problems.push(errorAt(node.place, 'YAML_NOT_LIST', { what, found: describeNode(node) }));
  return undefined;
}

/** The items of a list; a key without a value counts as an empty list. */
export function expectItems(node: YamlNode, what: string, problems: Problem[]): readonly YamlNode[] {
  return isEmpty(node) ? [] : (expectList(node, what, problems)?.items ?? []);
}

/** Text that is not empty; numbers and booleans count as the text they are written as. */
export function expectText(node: YamlNode, what: string, problems: Problem[]): string | undefined {
  if (node.kind === 'scalar' && node.value !== null) {
    const text = typeof node.value === 'string' ? node.value : node.source;
    if (text.trim() !== '') return text;
  }
  problems.push(errorAt(node.place, 'YAML_NOT_TEXT', { what, found: describeNode(node) }));
  return undefined;
}

/** `true` or `false`. */
export function expectBoolean(node: YamlNode, what: string, problems: Problem[]): boolean | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  problems.push(errorAt(node.place, 'YAML_NOT_BOOLEAN', { what, found: describeNode(node) }));
  return undefined;
}

/** A number. */
export function expectNumber(node: YamlNode, what: string, problems: Problem[]): number | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'number') return node.value;
  problems.push(errorAt(node.place, 'YAML_NOT_NUMBER', { what, found: describeNode(node) }));
  return undefined;
}

/** A list of texts. */
export function expectTexts(node: YamlNode, what: string, problems: Problem[]): string[] {
  return expectItems(node, what, problems)
    .map((item) => expectText(item, `An item of ${lowerFirst(what)}`, problems))
    .filter((text) => text !== undefined);
}

/** One text or a list of them. */
export function expectTextOrTexts(node: YamlNode, what: string, problems: Problem[]): string[] {
  if (node.kind !== 'scalar' || node.value === null) return expectTexts(node, what, problems);
  return [expectText(node, what, problems)].filter((text) => text !== undefined);
}

/** The value under a key that must be there. */
export function requireKey(map: YamlMap, key: string, what: string, problems: Problem[]): YamlNode | undefined {
  const entry = map.entries.get(key);
  if (!entry) problems.push(errorAt(map.place, 'YAML_KEY_MISSING', { what, key }));
  return entry?.value;
}

/** Reports every key of the map that is not among the known ones, with the nearest of them. */
export function refuseUnknownKeys(map: YamlMap, known: readonly string[], what: string, problems: Problem[]): void {
  for (const { key, keyPlace } of map.entries.values()) {
    if (known.includes(key)) continue;
    const hint = didYouMean(key, known);
    problems.push(errorAt(keyPlace, 'YAML_UNKNOWN_KEY', { what, key, hint, known: known.join(', ') }));
  }
}

/** The same as a warning, where Rasa reads on over what it does not know. */
export function noteUnknownKeys(map: YamlMap, known: readonly string[], what: string, problems: Problem[]): void {
  const refused: Problem[] = [];
  refuseUnknownKeys(map, known, what, refused);
  problems.push(...refused.map((problem): Problem => ({ ...problem, severity: 'warning' })));
}

/** Reads the value under a key with one of the functions above, when the key is there. */
export function readKey<Value>(
  map: YamlMap,
  key: string,
  what: string,
  expect: (node: YamlNode, what: string, problems: Problem[]) => Value,
  problems: Problem[],
): Value | undefined {
  const entry = map.entries.get(key);
  return entry ? expect(entry.value, `\`${key}\` of ${lowerFirst(what)}`, problems) : undefined;
}

/** A name with the properties written beside it, as in `- city` or `- city: {roles: [from, to]}`. */
export interface NamedItem {
  readonly name: string;
  readonly properties: YamlMap | undefined;
  readonly place: YamlNode['place'];
}

/** A list item that is a name, alone or with properties. */
export function expectNamed(node: YamlNode, what: string, problems: Problem[]): NamedItem | undefined {
  if (node.kind !== 'map') {
    const name = expectText(node, what, problems);
    return name === undefined ? undefined : { name, properties: undefined, place: node.place };
  }
  const [entry, second] = [...node.entries.values()];
  if (!entry) return undefined;
  if (second) {
    const hint = `Indent what belongs to "${entry.key}" deeper than its name.`;
    problems.push(
      errorAt(second.keyPlace, 'YAML_UNKNOWN_KEY', { what, key: second.key, hint, known: 'one name for each item' }),
    );
  }
  const properties = isEmpty(entry.value) ? undefined : expectMap(entry.value, `${what} "${entry.key}"`, problems);
  return { name: entry.key, properties, place: entry.keyPlace };
}

/** A key with nothing after it. */
export const isEmpty = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === null;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
