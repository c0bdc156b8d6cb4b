import { didYouMean } from '../nearest.js';
import type { Place } from '../place.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectItems,
  expectMap,
  expectText,
  expectTextOrTexts,
  isEmpty,
  noteUnknownKeys,
  readKey,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import type { MappingCondition, SlotMapping } from './domain.js';

const commonKeys = ['type', 'conditions', 'intent', 'not_intent'];
const ownKeys = {
  from_entity: ['entity', 'role', 'group'],
  from_text: [],
  from_intent: ['value'],
  from_trigger_intent: ['value'],
  custom: ['action'],
} as const satisfies Record<SlotMapping['type'], readonly string[]>;

/** Reads one item of a slot's `mappings:`. */
export function readMapping(slot: string, node: YamlNode, problems: Problem[]): SlotMapping | undefined {
  const what = `A mapping of slot "${slot}"`;
  const map = expectMap(node, what, problems);
  const typeNode = map && requireKey(map, 'type', what, problems);
  const type = typeNode && expectText(typeNode, '`type` of a mapping', problems);
  if (!map || type === undefined) return undefined;
  if (!isMappingType(type)) {
    const known = Object.keys(ownKeys);
    const parameters = { slot, type, hint: didYouMean(type, known), known: known.join(', ') };
    problems.push(errorAt(typeNode?.place ?? map.place, 'MAPPING_TYPE_UNKNOWN', parameters));
    return undefined;
  }
  noteUnknownKeys(map, [...commonKeys, ...ownKeys[type]], `${what} of type ${type}`, problems);
  const conditions = readKey(map, 'conditions', what, expectItems, problems) ?? [];
  const base = {
    conditions: conditions.map((item) => readCondition(item, problems)).filter((item) => item !== undefined),
    intents: readKey(map, 'intent', what, readIntents, problems) ?? [],
    notIntents: readKey(map, 'not_intent', what, readIntents, problems) ?? [],
    place: map.place,
  };
  return readByType(type, map, base, what, problems);
}

function readByType(
  type: SlotMapping['type'],
  map: YamlMap,
  base: { conditions: MappingCondition[]; intents: string[]; notIntents: string[]; place: Place },
  what: string,
  problems: Problem[],
): SlotMapping | undefined {
  if (type === 'from_text') return { ...base, type };
  if (type === 'custom') return { ...base, type, ...textOf(map, 'action', what, problems) };
  if (type === 'from_entity') {
    const node = requireKey(map, 'entity', what, problems);
    const entity = node && expectText(node, '`entity` of a mapping', problems);
    if (entity === undefined) return undefined;
    const attributes = { ...textOf(map, 'role', what, problems), ...textOf(map, 'group', what, problems) };
    return { ...base, type, entity, ...attributes };
  }
  const value = requireKey(map, 'value', what, problems);
  if (!value) return undefined;
  if (isEmpty(value)) expectText(value, '`value` of a mapping', problems);
  return { ...base, type, value: toPlain(value) };
}

function readCondition(node: YamlNode, problems: Problem[]): MappingCondition | undefined {
  const what = 'A condition of a mapping';
  const map = expectMap(node, what, problems);
  if (!map) return undefined;
  noteUnknownKeys(map, ['active_loop', 'requested_slot'], what, problems);
  const loop = map.entries.get('active_loop')?.value;
  // Without a loop the condition holds while none is active, as Rasa reads it.
  if (!loop) problems.push(warningAt(map.place, 'MAPPING_CONDITION_LOOPLESS', {}));
  const activeLoop = loop && !isEmpty(loop) ? expectText(loop, '`active_loop` of a condition', problems) : null;
  const { requested_slot: requestedSlot } = textOf(map, 'requested_slot', what, problems);
  return { activeLoop: activeLoop ?? null, ...(requestedSlot === undefined ? {} : { requestedSlot }) };
}

/** `intent: null` says "any", as leaving it out does. */
const readIntents = (node: YamlNode, what: string, problems: Problem[]): string[] =>
  isEmpty(node) ? [] : expectTextOrTexts(node, what, problems);

function textOf<Key extends string>(
  map: YamlMap,
  key: Key,
  what: string,
  problems: Problem[],
): { readonly [Name in Key]?: string } {
  const entry = map.entries.get(key);
  const text = entry && !isEmpty(entry.value) ? readKey(map, key, what, expectText, problems) : undefined;
  return text === undefined ? {} : ({ [key]: text } as { readonly [Name in Key]?: string });
}

const isMappingType = (type: string): type is SlotMapping['type'] => Object.hasOwn(ownKeys, type);
