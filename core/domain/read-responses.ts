import type { Button } from '../messages/message.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectEntries,
  expectItems,
  expectList,
  expectMap,
  expectText,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import type { ResponseCondition, ResponseVariation } from './domain.js';
import type { ResponseDefinition } from './domain-part.js';

const contentKeys = ['text', 'buttons', 'quick_replies', 'elements', 'image', 'attachment', 'custom'];
const keys = [...contentKeys, 'channel', 'condition', 'metadata', 'id'];

/** Reads `responses:`, as the domain and the training data of response selectors write them. */
export function readResponses(node: YamlNode, problems: Problem[]): ResponseDefinition[] {
  return expectEntries(node, '`responses`', problems).map((entry) => readResponse(entry, problems));
}

function readResponse({ key: name, keyPlace, value }: YamlEntry, problems: Problem[]): ResponseDefinition {
  if (!name.startsWith('utter_')) problems.push(warningAt(keyPlace, 'RESPONSE_NAME', { response: name }));
  const list = expectList(value, `Response "${name}"`, problems);
  if (list?.items.length === 0) problems.push(errorAt(keyPlace, 'RESPONSE_EMPTY', { response: name }));
  const variations = (list?.items ?? [])
    .map((item) => readVariation(name, item, problems))
    .filter((variation) => variation !== undefined);
  return { name, variations, place: keyPlace };
}

function readVariation(response: string, node: YamlNode, problems: Problem[]): ResponseVariation | undefined {
  const what = `A variation of "${response}"`;
  const map = expectMap(node, what, problems);
  if (!map) return undefined;
  refuseUnknownKeys(map, keys, what, problems);
  if (!contentKeys.some((key) => map.entries.has(key))) {
    problems.push(errorAt(map.place, 'RESPONSE_EMPTY', { response }));
  }
  const read = <Value>(key: string, expect: (node: YamlNode, what: string, problems: Problem[]) => Value) =>
    readKey(map, key, what, expect, problems);
  const metadata = read('metadata', expectMap);
  return {
    ...defined({
      text: read('text', expectText),
      buttons: read('buttons', readButtons),
      quick_replies: read('quick_replies', readButtons),
      elements: read('elements', expectItems)?.map(toPlain),
      image: read('image', expectText),
      attachment: read('attachment', toPlain),
      custom: read('custom', toPlain),
      channel: read('channel', expectText),
      metadata: metadata && (toPlain(metadata) as Record<string, unknown>),
      id: read('id', expectText),
    }),
    conditions: (read('condition', expectItems) ?? [])
      .map((item) => readCondition(response, item, problems))
      .filter((condition) => condition !== undefined),
    place: map.place,
  };
}

function readButtons(node: YamlNode, what: string, problems: Problem[]): Button[] {
  return expectItems(node, what, problems)
    .map((item) => expectMap(item, `An item of ${what}`, problems))
    .filter((map) => map !== undefined)
    .map((map) => readButton(map, what, problems));
}

/** A button may carry more than Rasa names, such as `url`; it is passed on to the channel as it is. */
function readButton(map: YamlMap, what: string, problems: Problem[]): Button {
  const titleNode = requireKey(map, 'title', `An item of ${what}`, problems);
  const title = (titleNode && expectText(titleNode, '`title` of a button', problems)) ?? '';
  const payloadKey = map.entries.has('payload') || !map.entries.has('url') ? 'payload' : 'url';
  const payloadNode = requireKey(map, payloadKey, `An item of ${what}`, problems);
  const payload = (payloadNode && expectText(payloadNode, `\`${payloadKey}\` of a button`, problems)) ?? '';
  return { ...(toPlain(map) as Record<string, unknown>), title, payload };
}

function readCondition(response: string, node: YamlNode, problems: Problem[]): ResponseCondition | undefined {
  const what = `A condition of "${response}"`;
  const map = expectMap(node, what, problems);
  if (!map) return undefined;
  refuseUnknownKeys(map, ['type', 'name', 'value'], what, problems);
  const type = requireKey(map, 'type', what, problems);
  const name = requireKey(map, 'name', what, problems);
  const value = requireKey(map, 'value', what, problems);
  if (!type || !name || !value) return undefined;
  if (toPlain(type) !== 'slot') {
    const parameters = { what, key: String(toPlain(type)), hint: '', known: 'slot' };
    problems.push(errorAt(type.place, 'YAML_UNKNOWN_KEY', parameters));
    return undefined;
  }
  const slot = expectText(name, '`name` of a condition', problems);
  return slot === undefined ? undefined : { type: 'slot', name: slot, value: toPlain(value) };
}

/** The object without the keys that are `undefined`. */
function defined<Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Key in keyof Values]?: NonNullable<Values[Key]> };
}
