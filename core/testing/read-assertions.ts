import { errorAt, type Problem } from '../project/problem.js';
import { expectItems, expectMap, expectText, readKey, refuseUnknownKeys, requireKey } from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlNode } from '../project/yaml-tree.js';
import { compilePattern } from '../training-data/compile-pattern.js';
import type { Assertion } from './assertion.js';
import type { TestStep } from './test-case.js';

/** Reads `assertions` of a message of the person; mistakes go to `problems`. */
export function readAssertions(node: YamlNode, what: string, problems: Problem[]): TestStep[] {
  return expectItems(node, what, problems).flatMap((item) => {
    const [entry, ...others] = [...(expectMap(item, 'An assertion', problems)?.entries.values() ?? [])];
    const read = entry && readers[entry.key];
    if (entry && read && others.length === 0) {
      return read(entry, problems).map((assertion) => ({ type: 'assertion', assertion, place: entry.keyPlace }));
    }
    const wrong = read ? others[0] : entry;
    if (wrong) {
      const known = Object.keys(readers).join(', ');
      problems.push(errorAt(wrong.keyPlace, 'TEST_ASSERTION_UNKNOWN', { key: wrong.key, known }));
    }
    return [];
  });
}

type Reader = (entry: YamlEntry, problems: Problem[]) => Assertion[];

const slots =
  (wanted: boolean): Reader =>
  ({ key, value }, problems) =>
    expectItems(value, `\`${key}\``, problems).flatMap((item): Assertion[] => {
      const map = expectMap(item, `A slot of \`${key}\``, problems);
      const nameNode = map && requireKey(map, 'name', `A slot of \`${key}\``, problems);
      const name = nameNode && expectText(nameNode, 'The name of a slot', problems);
      if (!map || name === undefined) return [];
      refuseUnknownKeys(map, ['name', 'value'], `A slot of \`${key}\``, problems);
      const written = map.entries.get('value');
      return [{ kind: 'slot', wanted, name, ...(written && { value: toPlain(written.value) }) }];
    });

const message =
  (wanted: boolean): Reader =>
  ({ key, value }, problems) => {
    const what = `\`${key}\``;
    const map = expectMap(value, what, problems);
    if (!map) return [];
    refuseUnknownKeys(map, ['utter_name', 'text_matches', 'buttons'], what, problems);
    const response = readKey(map, 'utter_name', what, expectText, problems);
    const pattern = readKey(map, 'text_matches', what, expectPattern, problems);
    const buttons = readKey(map, 'buttons', what, readButtons, problems) ?? [];
    const given = { ...(response !== undefined && { response }), ...(pattern !== undefined && { pattern }) };
    return [{ kind: 'message', wanted, message: { ...given, buttons } }];
  };

const readers: Readonly<Record<string, Reader>> = {
  action_executed: ({ key, value }, problems) => {
    const name = expectText(value, `\`${key}\``, problems);
    return name === undefined ? [] : [{ kind: 'action', name }];
  },
  slot_was_set: slots(true),
  slot_was_not_set: slots(false),
  bot_uttered: message(true),
  bot_did_not_utter: message(false),
};

function expectPattern(node: YamlNode, what: string, problems: Problem[]): string | undefined {
  const pattern = expectText(node, what, problems);
  if (pattern === undefined) return undefined;
  try {
    compilePattern(pattern);
    return pattern;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push(errorAt(node.place, 'TEST_PATTERN_INVALID', { pattern, reason }));
    return undefined;
  }
}

function readButtons(node: YamlNode, what: string, problems: Problem[]) {
  return expectItems(node, what, problems).flatMap((item) => {
    const map = expectMap(item, 'A button', problems);
    if (!map) return [];
    refuseUnknownKeys(map, ['title', 'payload'], 'A button', problems);
    const title = readKey(map, 'title', 'A button', expectText, problems);
    const payload = readKey(map, 'payload', 'A button', expectText, problems);
    return [{ ...(title !== undefined && { title }), ...(payload !== undefined && { payload }) }];
  });
}
