import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectEntries,
  expectMap,
  expectTextOrTexts,
  expectTexts,
  isEmpty,
  noteUnknownKeys,
  readKey,
} from '../project/yaml-expect.js';
import type { YamlEntry, YamlMap, YamlNode } from '../project/yaml-tree.js';
import type { FormDefinition } from './domain.js';

const keys = ['required_slots', 'ignored_intents'];

/** Reads `forms:`. */
export function readForms(node: YamlNode, problems: Problem[]): FormDefinition[] {
  return expectEntries(node, '`forms`', problems)
    .map((entry) => readForm(entry, problems))
    .filter((form) => form !== undefined);
}

function readForm({ key: name, keyPlace, value }: YamlEntry, problems: Problem[]): FormDefinition | undefined {
  // A form that says nothing asks for what its validation action wants.
  if (isEmpty(value)) return { name, requiredSlots: [], ignoredIntents: [], place: keyPlace };
  const what = `Form "${name}"`;
  const map = expectMap(value, what, problems);
  if (!map) return undefined;
  const required = map.entries.get('required_slots')?.value;
  if (!required) return withoutKey(name, { ...map, place: keyPlace }, problems);
  noteUnknownKeys(map, keys, what, problems);
  const requiredSlots =
    required.kind === 'map'
      ? slotsOfMap(name, required, problems)
      : expectTexts(required, `\`required_slots\` of form "${name}"`, problems);
  const ignoredIntents = readKey(map, 'ignored_intents', what, readIntents, problems) ?? [];
  return { name, requiredSlots, ignoredIntents, place: keyPlace };
}

/** Before Rasa 2.6 a form was nothing but a map of its slots; Rasa 3 still reads the names. */
function withoutKey(name: string, map: YamlMap, problems: Problem[]): FormDefinition | undefined {
  const isMapOfSlots = [...map.entries.values()].every(
    ({ key, value }) => value.kind === 'list' && !keys.includes(key),
  );
  if (isMapOfSlots)
    return { name, requiredSlots: slotsOfMap(name, map, problems), ignoredIntents: [], place: map.place };
  problems.push(errorAt(map.place, 'YAML_KEY_MISSING', { what: `Form "${name}"`, key: 'required_slots' }));
  return undefined;
}

function slotsOfMap(form: string, map: YamlMap, problems: Problem[]): string[] {
  if (map.entries.size > 0) problems.push(warningAt(map.place, 'FORM_SLOTS_AS_MAP', { form }));
  return [...map.entries.keys()];
}

const readIntents = (node: YamlNode, what: string, problems: Problem[]): string[] =>
  isEmpty(node) ? [] : expectTextOrTexts(node, what, problems);
