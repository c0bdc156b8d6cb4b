import type { Place } from '../place.js';
import { errorAt, type Problem } from '../project/problem.js';
import { parseYaml } from '../project/yaml.js';
import {
  expectBoolean,
  expectItems,
  expectMap,
  expectText,
  expectTexts,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import { readAssertions } from './read-assertions.js';
import type { TestCase, TestStep } from './test-case.js';

/** Reads the `test_cases` of one file; mistakes go to `problems`. */
export function readTestCases(text: string, file: string, problems: Problem[]): TestCase[] {
  const root = parseYaml(text, file, problems);
  const map = root && expectMap(root, 'The file', problems);
  const list = map?.entries.get('test_cases');
  if (!map || !list) return [];
  refuseUnknownKeys(map, fileKeys, 'A file of test cases', problems);
  const sets: Sets = {
    fixtures: readSets(map.entries.get('fixtures'), problems),
    metadata: readSets(map.entries.get('metadata'), problems),
  };
  return expectItems(list.value, '`test_cases`', problems).flatMap((node) => readTestCase(node, sets, problems));
}

/** Stories in the same file are read by `parley test core`. */
const fileKeys = ['version', 'fixtures', 'metadata', 'test_cases', 'stories'];

type Values = Readonly<Record<string, unknown>>;
type Named = ReadonlyMap<string, Values>;

/** What a file names for its test cases: slots that are filled, and what comes along with messages. */
interface Sets {
  readonly fixtures: Named;
  readonly metadata: Named;
}

/** Values by the name of their set: `- premium: [{ membership: gold }, { name: Ann }]`. */
function readSets(entry: YamlEntry | undefined, problems: Problem[]): Named {
  const sets = entry ? pairs(entry, problems) : [];
  return new Map(sets.map((set) => [set.key, valuesIn(set, problems)]));
}

const valuesIn = (set: YamlEntry, problems: Problem[]): Values =>
  Object.fromEntries(pairs(set, problems).map(({ key, value }) => [key, toPlain(value)]));

function readTestCase(node: YamlNode, sets: Sets, problems: Problem[]): TestCase[] {
  const map = expectMap(node, 'A test case', problems);
  const nameNode = map && requireKey(map, 'test_case', 'A test case', problems);
  const name = nameNode && expectText(nameNode, 'The name of a test case', problems);
  if (!map || name === undefined) return [];
  const what = `The test case "${name}"`;
  refuseUnknownKeys(map, ['test_case', 'now', 'fixtures', 'metadata', 'steps'], what, problems);
  const now = readKey(map, 'now', what, expectMoment, problems);
  const stepsNode = requireKey(map, 'steps', what, problems);
  const items = stepsNode ? expectItems(stepsNode, `The steps of "${name}"`, problems) : [];
  const slots = chosenSlots(map, what, sets.fixtures, problems);
  const along = chosenMetadata(map, what, sets.metadata, problems);
  const steps = items.flatMap((item) => readStep(item, along, sets.metadata, problems));
  return [{ name, now, slots, steps, place: node.place }];
}

/** The metadata that a test case or a message names, if it names any. */
function chosenMetadata(map: YamlMap, what: string, metadata: Named, problems: Problem[]): Values | undefined {
  const name = readKey(map, 'metadata', what, expectText, problems);
  if (name === undefined) return undefined;
  const set = metadata.get(name);
  if (!set) {
    const known = [...metadata.keys()].join(', ');
    problems.push(errorAt(map.place, 'TEST_METADATA_UNKNOWN', { what, name, known }));
  }
  return set;
}

function chosenSlots(map: YamlMap, what: string, fixtures: Named, problems: Problem[]) {
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

function readStep(node: YamlNode, along: Values | undefined, metadata: Named, problems: Problem[]): TestStep[] {
  const map = expectMap(node, 'A step', problems);
  const said = map?.entries.get('user');
  if (map && said) return readMessage(map, said, along, metadata, problems);
  const [entry, ...others] = map ? [...map.entries.values()] : [];
  if (!entry) return [];
  const read = stepReaders[entry.key];
  if (!read || others.length > 0) {
    const key = read ? (others[0]?.key ?? '') : entry.key;
    problems.push(
      errorAt(entry.keyPlace, 'TEST_STEP_UNKNOWN', { key, known: ['user', ...Object.keys(stepReaders)].join(', ') }),
    );
    return [];
  }
  return read(entry, problems);
}

/** What the person says, what comes along with it, and assertions about the turn; a message's metadata goes first. */
function readMessage(
  map: YamlMap,
  { value, keyPlace }: YamlEntry,
  along: Values | undefined,
  metadata: Named,
  problems: Problem[],
): TestStep[] {
  const text = expectText(value, '`user`', problems);
  const other = [...map.entries.values()].find(({ key }) => !messageKeys.includes(key));
  if (other) {
    const known = messageKeys.join(', ');
    problems.push(errorAt(other.keyPlace, 'TEST_STEP_UNKNOWN', { key: other.key, known }));
  }
  readKey(map, 'assertion_order_enabled', 'A message', expectBoolean, problems);
  const own = chosenMetadata(map, 'A message', metadata, problems);
  const asserted = map.entries.get('assertions');
  const assertions = asserted ? readAssertions(asserted.value, '`assertions`', problems) : [];
  if (text === undefined || other) return [];
  const sent = along || own ? { metadata: { ...along, ...own } } : {};
  return [{ type: 'user', text, ...sent, place: keyPlace }, ...assertions];
}

const messageKeys = ['user', 'metadata', 'assertions', 'assertion_order_enabled'];

type StepReader = (entry: YamlEntry, problems: Problem[]) => TestStep[];

const textStep =
  (make: (text: string) => Omit<TestStep, 'place'>): StepReader =>
  ({ key, value, keyPlace }, problems) => {
    const text = expectText(value, `\`${key}\``, problems);
    return text === undefined ? [] : [{ ...make(text), place: keyPlace } as TestStep];
  };

const stepReaders: Readonly<Record<string, StepReader>> = {
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
