import { errorAt, type Problem } from '../project/problem.js';
import { parseYaml } from '../project/yaml.js';
import { expectItems, expectMap, expectText, readKey, refuseUnknownKeys, requireKey } from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlNode } from '../project/yaml-tree.js';
import type { TestCase, TestStep } from './test-case.js';

/** Reads the `test_cases` of one file; mistakes go to `problems`. */
export function readTestCases(text: string, file: string, problems: Problem[]): TestCase[] {
  const root = parseYaml(text, file, problems);
  const map = root && expectMap(root, 'The file', problems);
  const list = map?.entries.get('test_cases');
  if (!map || !list) return [];
  refuseUnknownKeys(map, ['version', 'test_cases'], 'A file of test cases', problems);
  return expectItems(list.value, '`test_cases`', problems).flatMap((node) => readTestCase(node, problems));
}

function readTestCase(node: YamlNode, problems: Problem[]): TestCase[] {
  const map = expectMap(node, 'A test case', problems);
  const nameNode = map && requireKey(map, 'test_case', 'A test case', problems);
  const name = nameNode && expectText(nameNode, 'The name of a test case', problems);
  if (!map || name === undefined) return [];
  const what = `The test case "${name}"`;
  refuseUnknownKeys(map, ['test_case', 'now', 'steps'], what, problems);
  const now = readKey(map, 'now', what, expectMoment, problems);
  const stepsNode = requireKey(map, 'steps', what, problems);
  const items = stepsNode ? expectItems(stepsNode, `The steps of "${name}"`, problems) : [];
  return [{ name, now, steps: items.flatMap((item) => readStep(item, problems)), place: node.place }];
}

/** A moment in ISO 8601 with its offset, such as `2026-03-02T10:00:00-05:00`. */
function expectMoment(node: YamlNode, what: string, problems: Problem[]): Date | undefined {
  const moment = new Date(expectText(node, what, problems) ?? Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  problems.push(errorAt(node.place, 'TEST_MOMENT_INVALID', { what }));
  return undefined;
}

function readStep(node: YamlNode, problems: Problem[]): TestStep[] {
  const map = expectMap(node, 'A step', problems);
  const [entry, ...others] = map ? [...map.entries.values()] : [];
  if (!entry) return [];
  const read = stepReaders[entry.key];
  if (!read || others.length > 0) {
    const key = read ? (others[0]?.key ?? '') : entry.key;
    problems.push(errorAt(entry.keyPlace, 'TEST_STEP_UNKNOWN', { key, known: Object.keys(stepReaders).join(', ') }));
    return [];
  }
  return read(entry, problems);
}

type StepReader = (entry: YamlEntry, problems: Problem[]) => TestStep[];

const textStep =
  (make: (text: string) => Omit<TestStep, 'place'>): StepReader =>
  ({ key, value, keyPlace }, problems) => {
    const text = expectText(value, `\`${key}\``, problems);
    return text === undefined ? [] : [{ ...make(text), place: keyPlace } as TestStep];
  };

const stepReaders: Readonly<Record<string, StepReader>> = {
  user: textStep((text) => ({ type: 'user', text })),
  bot: textStep((text) => ({ type: 'bot', text })),
  utter: textStep((name) => ({ type: 'utter', name })),
  action: textStep((name) => ({ type: 'action', name })),
  button: textStep((title) => ({ type: 'button', title })),
  silence: ({ keyPlace }) => [{ type: 'silence', place: keyPlace }],
  active_loop: ({ value, keyPlace }) => {
    const name = toPlain(value);
    return [{ type: 'active_loop', name: name === null ? null : String(name), place: keyPlace }];
  },
  slot_was_set: (entry, problems) =>
    pairs(entry, problems).map(({ key, value, keyPlace }) => ({
      type: 'slot',
      name: key,
      value: toPlain(value),
      place: keyPlace,
    })),
  remember: (entry, problems) =>
    pairs(entry, problems).flatMap(({ key, value, keyPlace }) => {
      const pattern = expectText(value, `The pattern of "${key}"`, problems);
      return pattern === undefined ? [] : [{ type: 'remember', name: key, pattern, place: keyPlace }];
    }),
};

/** Pairs written as one map, or as a list of maps in the way of Rasa's `slot_was_set`. */
function pairs({ key, value }: YamlEntry, problems: Problem[]): YamlEntry[] {
  const maps = value.kind === 'list' ? value.items : [value];
  return maps.flatMap((node) => [...(expectMap(node, `\`${key}\``, problems)?.entries.values() ?? [])]);
}
