import { errorAt, type Problem, warningAt } from '../project/problem.js';
import {
  expectBoolean,
  expectItems,
  expectMap,
  expectText,
  readKey,
  refuseUnknownKeys,
  requireKey,
} from '../project/yaml-expect.js';
import { toPlain, type YamlMap, type YamlNode } from '../project/yaml-tree.js';
import { readSteps } from './read-steps.js';
import type { Rule, Story, StoryStep } from './training-data.js';

/** Reads `stories:`, of training data and of conversation tests alike. */
export function readStories(node: YamlNode, problems: Problem[]): Story[] {
  return readParts(node, 'story', ['metadata'], problems, (map, name, steps, what) => ({
    name,
    steps,
    ...metadataOf(map, what, problems),
    place: map.place,
  }));
}

/** Reads `rules:`. */
export function readRules(node: YamlNode, problems: Problem[]): Rule[] {
  const keys = ['metadata', 'condition', 'conversation_start', 'wait_for_user_input'];
  return readParts(node, 'rule', keys, problems, (map, name, steps, what) => ({
    name,
    conditions: readConditions(map, what, problems),
    steps: withoutCheckpoints(steps, problems),
    conversationStart: readKey(map, 'conversation_start', what, expectBoolean, problems) ?? false,
    waitForUserInput: readKey(map, 'wait_for_user_input', what, expectBoolean, problems) ?? true,
    ...metadataOf(map, what, problems),
    place: map.place,
  }));
}

function readParts<Part>(
  node: YamlNode,
  kind: 'story' | 'rule',
  keys: readonly string[],
  problems: Problem[],
  build: (map: YamlMap, name: string, steps: readonly StoryStep[], what: string) => Part,
): Part[] {
  const parts: Part[] = [];
  const plural = kind === 'story' ? '`stories`' : '`rules`';
  for (const item of expectItems(node, plural, problems)) {
    const map = expectMap(item, `An item of ${plural}`, problems);
    const nameNode = map && requireKey(map, kind, `A ${kind}`, problems);
    const name = nameNode && expectText(nameNode, `The name of a ${kind}`, problems);
    if (!map || name === undefined) continue;
    const what = `${kind === 'story' ? 'Story' : 'Rule'} "${name}"`;
    refuseUnknownKeys(map, [kind, 'steps', ...keys], what, problems);
    const steps = readSteps(readKey(map, 'steps', what, expectItems, problems) ?? [], problems);
    if (steps.length > 0) parts.push(build(map, name, steps, what));
    else problems.push(warningAt(map.place, 'STEPS_NONE', { what }));
  }
  return parts;
}

function withoutCheckpoints(steps: readonly StoryStep[], problems: Problem[]): readonly StoryStep[] {
  return steps.filter((step) => {
    if (step.type === 'checkpoint') problems.push(warningAt(step.place, 'RULE_CHECKPOINT'));
    return step.type !== 'checkpoint';
  });
}

function readConditions(map: YamlMap, what: string, problems: Problem[]): StoryStep[] {
  const items = readKey(map, 'condition', what, expectItems, problems) ?? [];
  return readSteps(items, problems).filter((step) => {
    const allowed = step.type === 'slot' || step.type === 'active_loop';
    if (!allowed) problems.push(errorAt(step.place, 'RULE_CONDITION'));
    return allowed;
  });
}

function metadataOf(map: YamlMap, what: string, problems: Problem[]): { metadata?: unknown } {
  const metadata = readKey(map, 'metadata', what, toPlain, problems);
  return metadata === undefined ? {} : { metadata };
}
