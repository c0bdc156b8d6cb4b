import type { Place } from '../place.js';
import { errorAt, type Problem } from '../project/problem.js';
import { parseYaml } from '../project/yaml.js';
import {
  expectItems,
  expectMap,
  expectText,
  expectTexts,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import type { TestCase, TestStep } from './test-case.js';

/** Reads the `test_cases` of one file; mistakes go to `problems`. */
export function readTestCases(text: string, file: string, problems: Problem[]): TestCase[] {
  const root = parseYaml(text, file, problems);
  const map = root && expectMap(root, 'The file', problems);
  const list = map?.entries.get('test_cases');
  if (!map || !list) return [];
  refuseUnknownKeys(map, fileKeys, 'A file of test cases', problems);
  const fixtures = readFixtures(map.entries.get('fixtures'), problems);
  return expectItems(list.value, '`test_cases`', problems).flatMap((node) => readTestCase(node, fixtures, problems));
}

/** `metadata` of Rasa's end-to-end tests is for its channels; stories in the same file are read by `parley test core`. */
const fileKeys = ['version', 'fixtures', 'metadata', 'test_cases', 'stories'];

type Fixtures = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Slots by the name of their set: `- premium: [{ membership: gold }, { name: Ann }]`. */
function readFixtures(entry: YamlEntry | undefined, problems: Problem[]): Fixtures {
  const sets = entry ? pairs(entry, problems) : [];
  return new Map(sets.map((set) => [set.key, slotsIn(set, problems)]));
}

const slotsIn = (set: YamlEntry, problems: Problem[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(pairs(set, problems).map(({ key, value }) => [key, toPlain(value)]));

function readTestCase(node: YamlNode, fixtures: Fixtures, problems: Problem[]): TestCase[] {
  const map = expectMap(node, 'A test case', problems);
  const nameNode = map && requireKey(map, 'test_case', 'A test case', problems);
  const name = nameNode && expectText(nameNode, 'The name of a test case', problems);
  if (!map || name === undefined) return [];
  const what = `The test case "${name}"`;
  refuseUnknownKeys(map, ['test_case', 'now', 'fixtures', 'metadata', 'steps'], what, problems);
  const now = readKey(map, 'now', what, expectMoment, problems);
  const stepsNode = requireKey(map, 'steps', what, problems);
  const items = stepsNode ? expectItems(stepsNode, `The steps of "${name}"`, problems) : [];
  const slots = chosenSlots(map, what, fixtures, problems);
  return [{ name, now, slots, steps: items.flatMap((item) => readStep(item, problems)), place: node.place }];
}

function chosenSlots(map: YamlMap, what: string, fixtures: Fixtures, problems: Problem[]) {
  const chosen = readKey(map, 'fixtures', what, expectTexts, problems) ?? [];
  const slots: Record<string, unknown> = {};
  for (const name of chosen) {
    const set = fixtures.get(name);
    if (set) Object.assign(slots, set);
    else
      problems.push(errorAt(map.place, 'TEST_FIXTURE_UNKNOWN', { what, name, known: [...fixtures.keys()].join(', ') }));
  }
  return slots;
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
    slotItems(entry, problems).map(({ name, value, place }) =>
      value === undefined ? { type: 'slot_filled', name, place } : { type: 'slot', name, value, place },
    ),
  slot_was_not_set: (entry, problems) =>
    slotItems(entry, problems).map(({ name, value, place }) =>
      value === undefined ? { type: 'slot_not', name, place } : { type: 'slot_not', name, value, place },
    ),
  remember: (entry, problems) =>
    pairs(entry, problems).flatMap(({ key, value, keyPlace }) => {
      const pattern = expectText(value, `The pattern of "${key}"`, problems);
      return pattern === undefined ? [] : [{ type: 'remember', name: key, pattern, place: keyPlace }];
    }),
};

/** Slots with a value, or by name alone. */
function slotItems(entry: YamlEntry, problems: Problem[]) {
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return items.flatMap((node): { name: string; value?: unknown; place: Place }[] => {
    if (node.kind === 'map') {
      return [...node.entries.values()].map(({ key, value, keyPlace }) => ({
        name: key,
        value: toPlain(value),
        place: keyPlace,
      }));
    }
    const name = expectText(node, `\`${entry.key}\``, problems);
    return name === undefined ? [] : [{ name, place: node.place }];
  });
}

/** Pairs written as one map, or as a list of maps in the way of Rasa's `slot_was_set`. */
function pairs({ key, value }: YamlEntry, problems: Problem[]): YamlEntry[] {
  const maps = value.kind === 'list' ? value.items : [value];
  return maps.flatMap((node) => [...(expectMap(node, `\`${key}\``, problems)?.entries.values() ?? [])]);
}
