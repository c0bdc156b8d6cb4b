import { didYouMean } from '../nearest.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectBoolean,
  expectEntries,
  expectItems,
  expectMap,
  expectNumber,
  expectText,
  expectTexts,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import type { SlotDefinition, SlotType } from './domain.js';
import { readMapping } from './read-mappings.js';

const types = ['text', 'bool', 'categorical', 'float', 'list', 'any'] as const;
const keys = ['type', 'initial_value', 'influence_conversation', 'mappings', 'values', 'min_value', 'max_value'];
/** What types were called before Rasa 3. */
const oldTypes: Readonly<Record<string, string>> = {
  unfeaturized: 'Since Rasa 2 this type is called `any`; the slot then needs `influence_conversation: false`, or none.',
};
/** Rasa's own classes, which older projects name by their module. */
const rasaClass = /^rasa(?:\.shared)?\.core\.slots\.(?<name>\w+)Slot$/;
/** Keys that Rasa accepts from older projects; slots are filled by mappings alone since 3.0. */
const idleKeys = ['auto_fill', 'value_reset_delay'];

/** Reads `slots:`. */
export function readSlots(node: YamlNode, problems: Problem[]): SlotDefinition[] {
  return expectEntries(node, '`slots`', problems)
    .map((entry) => readSlot(entry, problems))
    .filter((slot) => slot !== undefined);
}

function readSlot({ key: name, keyPlace, value }: YamlEntry, problems: Problem[]): SlotDefinition | undefined {
  const what = `Slot "${name}"`;
  const map = expectMap(value, what, problems);
  const typeNode = map && requireKey({ ...map, place: keyPlace }, 'type', what, problems);
  if (!map || !typeNode) return undefined;
  const type = readType(name, typeNode, problems);
  if (!type) return undefined;
  if (type.type !== 'custom') refuseUnknownKeys(map, [...keys, ...idleKeys], what, problems);
  reportIdleKeys(name, map, problems);
  const slot: SlotDefinition = {
    name,
    ...type,
    initialValue: readKey(map, 'initial_value', what, toPlain, problems) ?? null,
    influenceConversation: readKey(map, 'influence_conversation', what, expectBoolean, problems) ?? type.type !== 'any',
    values: (readKey(map, 'values', what, expectTexts, problems) ?? []).map((text) => text.toLowerCase()),
    minValue: readKey(map, 'min_value', what, expectNumber, problems) ?? 0,
    maxValue: readKey(map, 'max_value', what, expectNumber, problems) ?? 1,
    mappings: (readKey(map, 'mappings', what, expectItems, problems) ?? [])
      .map((item) => readMapping(name, item, problems))
      .filter((mapping) => mapping !== undefined),
    place: keyPlace,
  };
  checkSlot(slot, problems);
  return slot;
}

function readType(
  slot: string,
  node: YamlNode,
  problems: Problem[],
): { type: SlotType; customType?: string } | undefined {
  const text = expectText(node, `\`type\` of slot "${slot}"`, problems);
  if (text === undefined) return undefined;
  const named = rasaClass.exec(text)?.groups?.name?.toLowerCase().replace('boolean', 'bool') ?? text;
  const type = types.find((known) => known === named);
  if (type) return { type };
  if (text.includes('.')) return { type: 'custom', customType: text };
  const hint = oldTypes[text] ?? didYouMean(text, types);
  const parameters = { slot, type: text, hint, known: types.join(', ') };
  problems.push(errorAt(node.place, 'SLOT_TYPE_UNKNOWN', parameters));
  return undefined;
}

function reportIdleKeys(slot: string, map: YamlMap, problems: Problem[]): void {
  for (const key of idleKeys) {
    const entry = map.entries.get(key);
    if (entry) problems.push(warningAt(entry.keyPlace, 'SLOT_KEY_IDLE', { slot, key }));
  }
}

/** What Rasa refuses is an error here too; what it puts up with is a warning. */
function checkSlot(slot: SlotDefinition, problems: Problem[]): void {
  const { type, place, minValue: min, maxValue: max, initialValue: initial } = slot;
  const parameters = { slot: slot.name, type: slot.customType ?? type };
  if (type === 'any' && slot.influenceConversation) {
    problems.push(errorAt(place, 'SLOT_ANY_INFLUENCES', parameters));
  }
  if (type === 'custom' && slot.influenceConversation) {
    problems.push(warningAt(place, 'SLOT_CLASS_UNKNOWN', parameters));
  }
  if (type === 'categorical' && slot.values.length === 0) {
    problems.push(warningAt(place, 'SLOT_VALUES_MISSING', parameters));
  }
  if (type === 'float' && min >= max) problems.push(errorAt(place, 'SLOT_RANGE', parameters));
  if (!fitsType(slot)) problems.push(warningAt(place, 'SLOT_INITIAL_VALUE', parameters));
  else if (type === 'float' && typeof initial === 'number' && (initial < min || initial > max)) {
    problems.push(warningAt(place, 'SLOT_INITIAL_OUTSIDE', { ...parameters, min, max }));
  }
}

function fitsType({ type, initialValue, values }: SlotDefinition): boolean {
  if (initialValue === null) return true;
  if (type === 'bool') return typeof initialValue === 'boolean';
  if (type === 'float') return typeof initialValue === 'number';
  if (type === 'list') return Array.isArray(initialValue);
  if (type === 'categorical') return values.includes(String(initialValue).toLowerCase());
  return type !== 'text' || typeof initialValue !== 'object';
}
