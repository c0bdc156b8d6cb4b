import { errorAt, type Problem } from '../project/problem.js';
import {
  expectEntries,
  expectMap,
  expectTextOrTexts,
  expectTexts,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import type { YamlEntry, YamlNode } from '../project/yaml-tree.js';
import type { FormDefinition } from './domain.js';

/** Reads `forms:`. */
export function readForms(node: YamlNode, problems: Problem[]): FormDefinition[] {
  return expectEntries(node, '`forms`', problems)
    .map((entry) => readForm(entry, problems))
    .filter((form) => form !== undefined);
}

function readForm({ key: name, keyPlace, value }: YamlEntry, problems: Problem[]): FormDefinition | undefined {
  const what = `Form "${name}"`;
  const map = expectMap(value, what, problems);
  if (!map) return undefined;
  refuseUnknownKeys(map, ['required_slots', 'ignored_intents'], what, problems);
  const required = requireKey({ ...map, place: keyPlace }, 'required_slots', what, problems);
  if (required?.kind === 'map') {
    problems.push(errorAt(required.place, 'FORM_SLOTS_AS_MAP', { form: name }));
    return undefined;
  }
  const requiredSlots = required ? expectTexts(required, `\`required_slots\` of form "${name}"`, problems) : [];
  const ignoredIntents = readKey(map, 'ignored_intents', what, expectTextOrTexts, problems) ?? [];
  return { name, requiredSlots, ignoredIntents, place: keyPlace };
}
