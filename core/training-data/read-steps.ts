import { didYouMean } from '../nearest.js';
import { parseLiteral } from '../nlu/literal.js';
import type { EntityMention } from '../nlu/parse-result.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import { expectItems, expectText, isEmpty, readKey, refuseUnknownKeys } from '../project/yaml-expect.js';
import { describeNode, toPlain, type YamlEntry, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import { parseEntityMarkup } from './entity-markup.js';
import type { SlotCondition, StoryEntity, StoryStep } from './training-data.js';

type StepReader = (map: YamlMap, problems: Problem[]) => StoryStep[];

/** In the order in which a step's kind is decided: `slot_was_set` also stands inside a checkpoint, `intent` beside `user`. */
const readers: Readonly<Record<string, StepReader>> = {
  user: readUser,
  intent: readUser,
  or: readOr,
  action: readAction,
  bot: readBot,
  checkpoint: readCheckpoint,
  slot_was_set: readSlotStep,
  active_loop: readLoop,
  metadata: () => [],
};

/** Reads the steps of a story or rule; what is no step becomes a problem. */
export function readSteps(items: readonly YamlNode[], problems: Problem[]): StoryStep[] {
  return items.flatMap((item) => readStep(item, problems));
}

function readStep(node: YamlNode, problems: Problem[]): StoryStep[] {
  const known = Object.keys(readers);
  if (node.kind === 'map') {
    const kind = known.find((key) => node.entries.has(key));
    if (kind) return readers[kind]?.(node, problems) ?? [];
  }
  // Rasa passes over what early rules of version 2 marked in this way.
  if (toPlain(node) === '...') {
    problems.push(warningAt(node.place, 'STEP_DOTS'));
    return [];
  }
  const key = node.kind === 'map' ? ([...node.entries.keys()][0] ?? '') : '';
  const found = key === '' ? describeNode(node) : `\`${key}\``;
  const parameters = { found, hint: didYouMean(key, known), known: known.join(', ') };
  problems.push(errorAt(node.place, 'STEP_UNKNOWN', parameters));
  return [];
}

function readUser(map: YamlMap, problems: Problem[]): StoryStep[] {
  const what = 'A step of the user';
  refuseUnknownKeys(map, ['user', 'intent', 'entities', 'metadata'], what, problems);
  const marked = readKey(map, 'user', what, expectText, problems)?.trim();
  const intent = readIntent(map, problems);
  if (marked === undefined && intent === undefined) return [];
  const message = marked === undefined ? { entities: [] } : readMessage(marked, map, problems);
  const listed = (readKey(map, 'entities', what, expectItems, problems) ?? []).map((item) =>
    readEntity(item, problems),
  );
  const ignored = marked !== undefined && listed.length > 0;
  if (ignored) problems.push(warningAt(map.entries.get('entities')?.keyPlace ?? map.place, 'STEP_ENTITIES_IGNORED'));
  const entities = ignored ? message.entities : [...message.entities, ...listed.filter((one) => one !== undefined)];
  const named = intent ?? ('intent' in message ? message.intent : undefined);
  const text = 'text' in message ? { text: message.text } : {};
  return [{ type: 'user', ...(named === undefined ? {} : { intent: named }), ...text, entities, place: map.place }];
}

function readIntent(map: YamlMap, problems: Problem[]): string | undefined {
  const intent = readKey(map, 'intent', 'A step of the user', expectText, problems)?.trim();
  if (!intent?.startsWith('/')) return intent;
  problems.push(warningAt(map.place, 'INTENT_SLASH', { intent }));
  return intent.slice(1);
}

/** A message as typed, with entity markup, or one that names its intent: `/book{"date": "friday"}`. */
function readMessage(marked: string, map: YamlMap, problems: Problem[]) {
  const literal = parseLiteral(marked);
  if (literal) {
    for (const reason of literal.warnings) problems.push(errorAt(map.place, 'STEP_LITERAL', { reason }));
    const { intent, entities } = literal.result;
    return { text: marked, intent: intent.name ?? undefined, entities: entities.map(storyEntity) };
  }
  const { text, entities, faults } = parseEntityMarkup(marked);
  for (const { markup, reason } of faults) {
    problems.push(errorAt(map.place, 'ENTITY_MARKUP_BROKEN', { markup, reason }));
  }
  return { text, entities: entities.map(storyEntity) };
}

const storyEntity = ({ entity, value, role, group, start, end }: EntityMention): StoryEntity => ({
  entity,
  value,
  ...(role === undefined ? {} : { role }),
  ...(group === undefined ? {} : { group }),
  start,
  end,
});

/** `- city`, `- city: Paris` or `- city: Paris` with `role:` and `group:` beside it. */
function readEntity(node: YamlNode, problems: Problem[]): StoryEntity | undefined {
  const what = 'An entity of a step';
  if (node.kind !== 'map') {
    const entity = expectText(node, what, problems);
    return entity === undefined ? undefined : { entity };
  }
  const role = readKey(node, 'role', what, expectText, problems);
  const group = readKey(node, 'group', what, expectText, problems);
  const [entry, second] = [...node.entries.values()].filter(({ key }) => key !== 'role' && key !== 'group');
  if (!entry || second) {
    const key = second?.key ?? 'role';
    const parameters = { what, key, hint: '', known: 'the name of one entity, role, group' };
    problems.push(errorAt(second?.keyPlace ?? node.place, 'YAML_UNKNOWN_KEY', parameters));
    return undefined;
  }
  return {
    entity: entry.key,
    value: isEmpty(entry.value) ? null : toPlain(entry.value),
    ...(role === undefined ? {} : { role }),
    ...(group === undefined ? {} : { group }),
  };
}

function readOr(map: YamlMap, problems: Problem[]): StoryStep[] {
  refuseUnknownKeys(map, ['or'], 'An `or` step', problems);
  const items = readKey(map, 'or', 'A step', expectItems, problems) ?? [];
  const alternatives = readSteps(items, problems).filter((step) => {
    const allowed = step.type === 'user' || step.type === 'slot';
    if (!allowed) problems.push(errorAt(step.place, 'OR_ALTERNATIVE'));
    return allowed;
  });
  return alternatives.length === 0 ? [] : [{ type: 'or', alternatives, place: map.place }];
}

function readAction(map: YamlMap, problems: Problem[]): StoryStep[] {
  refuseUnknownKeys(map, ['action'], 'An action step', problems);
  const name = readKey(map, 'action', 'A step', expectText, problems)?.trim();
  return name === undefined ? [] : [{ type: 'action', name, place: map.place }];
}

function readBot(map: YamlMap, problems: Problem[]): StoryStep[] {
  refuseUnknownKeys(map, ['bot'], 'A bot step', problems);
  const text = readKey(map, 'bot', 'A step', expectText, problems)?.trim();
  return text === undefined ? [] : [{ type: 'bot', text, place: map.place }];
}

function readCheckpoint(map: YamlMap, problems: Problem[]): StoryStep[] {
  refuseUnknownKeys(map, ['checkpoint', 'slot_was_set'], 'A checkpoint', problems);
  const name = readKey(map, 'checkpoint', 'A step', expectText, problems);
  const slots = readSlots(map, problems).map(({ name, value }): SlotCondition => ({ name, value }));
  return name === undefined ? [] : [{ type: 'checkpoint', name, slots, place: map.place }];
}

function readSlotStep(map: YamlMap, problems: Problem[]): StoryStep[] {
  refuseUnknownKeys(map, ['slot_was_set'], 'A slot step', problems);
  return readSlots(map, problems);
}

type SlotStep = Extract<StoryStep, { type: 'slot' }>;

/** `- city` says that the slot is set, `- city: Paris` to what, `- city: null` that it is empty. */
function readSlots(map: YamlMap, problems: Problem[]): SlotStep[] {
  const items = readKey(map, 'slot_was_set', 'A step', expectItems, problems) ?? [];
  return items.flatMap((item): SlotStep[] => {
    if (item.kind === 'map') return [...item.entries.values()].map(slotStep);
    const name = expectText(item, 'An item of `slot_was_set`', problems);
    return name === undefined ? [] : [{ type: 'slot', name, value: { kind: 'any' }, place: item.place }];
  });
}

const slotStep = ({ key, keyPlace, value }: YamlEntry): SlotStep => ({
  type: 'slot',
  name: key,
  value: { kind: 'value', value: toPlain(value) },
  place: keyPlace,
});

function readLoop(map: YamlMap, problems: Problem[]): StoryStep[] {
  refuseUnknownKeys(map, ['active_loop'], 'A loop step', problems);
  const entry = map.entries.get('active_loop');
  if (!entry || isEmpty(entry.value)) return [{ type: 'active_loop', name: null, place: map.place }];
  const name = expectText(entry.value, '`active_loop`', problems);
  return name === undefined ? [] : [{ type: 'active_loop', name, place: map.place }];
}
