import type { Problem } from '../project/problem.js';
import {
  expectBoolean,
  expectMap,
  expectNumber,
  expectTexts,
  isEmpty,
  noteUnknownKeys,
  readKey,
} from '../project/yaml-expect.js';
import type { YamlMap, YamlNode } from '../project/yaml-tree.js';
import type { DomainPart, SessionPart } from './domain-part.js';
import { readForms } from './read-forms.js';
import { readActions, readEntities, readIntents } from './read-names.js';
import { readResponses } from './read-responses.js';
import { readSlots } from './read-slots.js';

/** The top-level keys of a file that speak about the domain. */
export const domainKeys = [
  'intents',
  'entities',
  'slots',
  'responses',
  'actions',
  'forms',
  'e2e_actions',
  'session_config',
  'config',
] as const;

/** Reads the domain keys of a file; the file's other keys are left to their own readers. */
export function readDomainPart(file: YamlMap, problems: Problem[]): DomainPart {
  const read = <Item>(key: (typeof domainKeys)[number], reader: (node: YamlNode, problems: Problem[]) => Item[]) => {
    const entry = file.entries.get(key);
    return entry ? reader(entry.value, problems) : [];
  };
  return {
    intents: read('intents', readIntents),
    entities: read('entities', readEntities),
    slots: read('slots', readSlots),
    responses: read('responses', readResponses),
    actions: read('actions', readActions),
    forms: read('forms', readForms),
    endToEndActions: read('e2e_actions', (node) => expectTexts(node, '`e2e_actions`', problems)),
    session: readSession(file, problems),
    storeEntitiesAsSlots: readConfig(file, problems),
  };
}

/** Rasa's defaults: a session ends after an hour of silence, and its slots go over into the next. */
function readSession(file: YamlMap, problems: Problem[]): SessionPart | undefined {
  const what = '`session_config`';
  const entry = file.entries.get('session_config');
  const map = entry && expectMap(entry.value, what, problems);
  if (!entry || !map) return undefined;
  noteUnknownKeys(map, ['session_expiration_time', 'carry_over_slots_to_new_session'], what, problems);
  const minutes = readKey(map, 'session_expiration_time', what, expectMinutes, problems);
  const carryOver = readKey(map, 'carry_over_slots_to_new_session', what, expectBoolean, problems);
  return { expirationMinutes: minutes ?? 60, carryOverSlots: carryOver ?? true, place: entry.keyPlace };
}

/** Left empty it is as if it were not there. */
const expectMinutes = (node: YamlNode, what: string, problems: Problem[]): number | undefined =>
  isEmpty(node) ? undefined : expectNumber(node, what, problems);

function readConfig(file: YamlMap, problems: Problem[]): DomainPart['storeEntitiesAsSlots'] {
  const what = '`config` of the domain';
  const entry = file.entries.get('config');
  const map = entry && expectMap(entry.value, what, problems);
  if (!entry || !map) return undefined;
  noteUnknownKeys(map, ['store_entities_as_slots'], what, problems);
  const value = readKey(map, 'store_entities_as_slots', what, expectBoolean, problems);
  return value === undefined ? undefined : { value, place: entry.keyPlace };
}
