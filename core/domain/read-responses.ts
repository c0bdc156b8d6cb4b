import type { Button } from '../messages/message.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectEntries,
  expectItems,
  expectList,
  expectMap,
  expectText,
  isEmpty,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import type { ResponseCondition, ResponseVariation } from './domain.js';
import type { ResponseDefinition } from './domain-part.js';

const contentKeys = ['text', 'buttons', 'quick_replies', 'elements', 'image', 'attachment', 'custom'];
const keys = [...contentKeys, 'button_type', 'channel', 'language', 'condition', 'metadata', 'id'];

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
  const metadata = readMetadata(map, what, problems);
  return {
    ...defined({
      text: read('text', expectWords),
      buttons: read('buttons', readButtons),
      quick_replies: read('quick_replies', readButtons),
      elements: read('elements', expectItems)?.map(toPlain),
      image: read('image', expectText),
      attachment: read('attachment', toPlain),
      custom: read('custom', toPlain),
      channel: read('channel', expectText),
      language: read('language', expectText),
      metadata,
      id: read('id', expectText),
    }),
    conditions: (read('condition', expectItems) ?? [])
      .map((item) => readCondition(response, item, problems))
      .filter((condition) => condition !== undefined),
    place: map.place,
  };
}

/** `button_type` goes to the channel with the metadata, where Rasa's channels find it too. */
function readMetadata(map: YamlMap, what: string, problems: Problem[]): Record<string, unknown> | undefined {
  const written = map.entries.get('metadata')?.value;
  const metadata = written && !isEmpty(written) ? expectMap(written, `\`metadata\` of ${what}`, problems) : undefined;
  const type = readKey(map, 'button_type', what, expectText, problems);
  if (!metadata && type === undefined) return undefined;
  const own = metadata ? (toPlain(metadata) as Record<string, unknown>) : {};
  return { ...(type === undefined ? {} : { button_type: type }), ...own };
}

/** A text, or `""` to say nothing. */
const expectWords = (node: YamlNode, what: string, problems: Problem[]): string | undefined =>
  node.kind === 'scalar' && node.value === '' ? '' : expectText(node, what, problems);

function readButtons(node: YamlNode, what: string, problems: Problem[]): Button[] {
  return expectItems(node, what, problems)
    .map((item) => expectMap(item, `An item of ${what}`, problems))
    .filter((map) => map !== undefined)
    .map((map) => readButton(map, what, problems));
}

/**
 * A button may carry more than Rasa names, such as `url`; it is passed on to the channel as it is. One that lacks a title
 * or a payload gets the one for the other, and a warning.
 */
function readButton(map: YamlMap, what: string, problems: Problem[]): Button {
  const textOf = (key: string): string | undefined => {
    const node = map.entries.get(key)?.value;
    return node && expectText(node, `\`${key}\` of a button`, problems);
  };
  const title = textOf('title');
  const payload = textOf('payload') ?? textOf('url');
  for (const [key, text] of Object.entries({ title, payload })) {
    if (text !== undefined || map.entries.has(key)) continue;
    problems.push(warningAt(map.place, 'YAML_KEY_MISSING', { what: `An item of ${what}`, key }));
  }
  const own = toPlain(map) as Record<string, unknown>;
  return { ...own, title: title ?? payload ?? '', payload: payload ?? title ?? '' };
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
