import type { Problem } from '../project/problem.js';
import {
  expectBoolean,
  expectItems,
  expectNamed,
  expectTextOrTexts,
  expectTexts,
  isEmpty,
  noteUnknownKeys,
  readKey,
} from '../project/yaml-expect.js';
import type { YamlNode } from '../project/yaml-tree.js';
import type { ActionDeclaration, EntityDefinition, IntentDefinition } from './domain.js';

/** Reads `intents:`, a list of names with or without `use_entities` and `ignore_entities`. */
export function readIntents(node: YamlNode, problems: Problem[]): IntentDefinition[] {
  return readNamedList(node, 'An intent', problems, ({ name, properties, place }) => {
    const what = `Intent "${name}"`;
    if (properties)
      noteUnknownKeys(properties, ['use_entities', 'ignore_entities', 'is_retrieval_intent'], what, problems);
    const use = properties && readKey(properties, 'use_entities', what, readUseEntities, problems);
    const ignore = properties && readKey(properties, 'ignore_entities', what, expectTextOrTexts, problems);
    return { name, useEntities: use ?? true, ignoreEntities: ignore ?? [], place };
  });
}

/** Reads `entities:`, a list of names with or without `roles`, `groups` and `influence_conversation`. */
export function readEntities(node: YamlNode, problems: Problem[]): EntityDefinition[] {
  return readNamedList(node, 'An entity', problems, ({ name, properties, place }) => {
    const what = `Entity "${name}"`;
    if (properties) noteUnknownKeys(properties, ['roles', 'groups', 'influence_conversation'], what, problems);
    const roles = properties && readKey(properties, 'roles', what, expectTexts, problems);
    const groups = properties && readKey(properties, 'groups', what, expectTexts, problems);
    const influence = properties && readKey(properties, 'influence_conversation', what, expectBoolean, problems);
    return { name, roles: roles ?? [], groups: groups ?? [], influenceConversation: influence ?? true, place };
  });
}

/** Reads `actions:`, a list of names with or without `send_domain`. */
export function readActions(node: YamlNode, problems: Problem[]): ActionDeclaration[] {
  return readNamedList(node, 'An action', problems, ({ name, properties, place }) => {
    const what = `Action "${name}"`;
    if (properties) noteUnknownKeys(properties, ['send_domain'], what, problems);
    const sendDomain = properties && readKey(properties, 'send_domain', what, expectBoolean, problems);
    return { name, sendDomain: sendDomain ?? false, place };
  });
}

type Named = NonNullable<ReturnType<typeof expectNamed>>;

function readNamedList<Item>(node: YamlNode, what: string, problems: Problem[], read: (named: Named) => Item): Item[] {
  return expectItems(node, 'The list of names', problems)
    .map((item) => expectNamed(item, what, problems))
    .filter((named) => named !== undefined)
    .map(read);
}

/** `true`: all; `false`, empty, `[]` or Python's `None`: none; a list: these. */
function readUseEntities(node: YamlNode, what: string, problems: Problem[]): true | string[] {
  if (node.kind === 'scalar' && node.value === true) return true;
  if (isEmpty(node) || (node.kind === 'scalar' && (node.value === false || node.value === 'None'))) return [];
  return expectTextOrTexts(node, what, problems);
}
