import { Document, Scalar, YAMLMap } from 'yaml';
import type { Rule, SlotStepValue, Story, StoryEntity, StoryStep } from './training-data.js';
import { writeEntityMarkup } from './write-entity-markup.js';

/** What goes into one file of stories and rules. */
export interface StoryFile {
  readonly stories?: readonly Story[];
  readonly rules?: readonly Rule[];
}

/** How stories are written. */
export interface WriteStoriesOptions {
  /** As conversation tests: a message with both its annotated text and its intent. */
  readonly test?: boolean;
  /** A remark that goes to the end of the step's first line. */
  commentOf?(step: StoryStep): string | undefined;
}

/**
 * Writes stories and rules as YAML in Rasa's format, so that reading gives the same steps back.
 *
 * A message that has an intent is written by its intent and entities, one that has none by its text.
 */
export function writeStories({ stories = [], rules = [] }: StoryFile, options: WriteStoriesOptions = {}): string {
  const document = new Document({ version: '3.1' });
  const version = document.get('version', true);
  if (version instanceof Scalar) version.type = Scalar.QUOTE_DOUBLE;
  if (stories.length > 0) document.set('stories', document.createNode(stories.map((one) => storyNode(one, options))));
  if (rules.length > 0) document.set('rules', document.createNode(rules.map((one) => ruleNode(one, options))));
  return document.toString({ lineWidth: 0, indentSeq: false, commentString: (comment) => ` # ${comment.trim()}` });
}

function storyNode({ name, steps, metadata }: Story, options: WriteStoriesOptions): YAMLMap {
  return mapOf({ story: name, ...metadataOf(metadata), steps: steps.map((step) => stepNode(step, options)) });
}

function ruleNode(rule: Rule, options: WriteStoriesOptions): YAMLMap {
  const { name, conditions, steps, conversationStart, waitForUserInput, metadata } = rule;
  return mapOf({
    rule: name,
    ...metadataOf(metadata),
    ...(conditions.length === 0 ? {} : { condition: conditions.map((step) => stepNode(step, options)) }),
    ...(conversationStart ? { conversation_start: true } : {}),
    steps: steps.map((step) => stepNode(step, options)),
    ...(waitForUserInput ? {} : { wait_for_user_input: false }),
  });
}

const metadataOf = (metadata: unknown) => (metadata === undefined ? {} : { metadata });

function stepNode(step: StoryStep, options: WriteStoriesOptions): YAMLMap {
  const node = mapOf(plainStep(step, options));
  const comment = options.commentOf?.(step);
  const first = node.items[0]?.value;
  if (comment !== undefined && first instanceof Scalar) first.comment = ` ${comment.replaceAll(/\s+/g, ' ')}`;
  return node;
}

function plainStep(step: StoryStep, options: WriteStoriesOptions): Readonly<Record<string, unknown>> {
  switch (step.type) {
    case 'user':
      return userStep(step, options.test === true);
    case 'action':
      return { action: step.name };
    case 'bot':
      return { bot: step.text };
    case 'slot':
      return { slot_was_set: [slotItem(step)] };
    case 'active_loop':
      return { active_loop: step.name };
    case 'checkpoint':
      return {
        checkpoint: step.name,
        ...(step.slots.length === 0 ? {} : { slot_was_set: step.slots.map(slotItem) }),
      };
    case 'or':
      return { or: step.alternatives.map((alternative) => stepNode(alternative, options)) };
  }
}

function userStep({ intent, text, entities }: StoryStep & { type: 'user' }, test: boolean) {
  const byIntent = intent === undefined ? {} : { intent };
  const withText = text !== undefined && (test || intent === undefined);
  if (withText) return { ...byIntent, user: blockOf(annotated(text, entities)) };
  return { ...byIntent, ...(entities.length === 0 ? {} : { entities: entities.map(entityItem) }) };
}

/** Literal messages say their entities themselves. */
function annotated(text: string, entities: readonly StoryEntity[]): string {
  if (text.startsWith('/')) return text;
  const mentions = entities.flatMap(({ start, end, value, ...entity }) =>
    start === undefined || end === undefined || end <= start ? [] : [{ ...entity, value, start, end }],
  );
  const sorted = mentions.toSorted((a, b) => a.start - b.start || a.end - b.end);
  // A markup holds no other; of mentions that overlap the first is kept.
  let covered: { start: number; end: number } = { start: -1, end: 0 };
  const apart = sorted.filter((mention) => {
    const same = mention.start === covered.start && mention.end === covered.end;
    if (!same && mention.start < covered.end) return false;
    covered = mention;
    return true;
  });
  return writeEntityMarkup(text, apart);
}

function blockOf(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

function entityItem({ entity, value, role, group }: StoryEntity): unknown {
  const parts = { ...(role === undefined ? {} : { role }), ...(group === undefined ? {} : { group }) };
  if (value === undefined && Object.keys(parts).length === 0) return entity;
  return { [entity]: value ?? null, ...parts };
}

const slotItem = ({ name, value }: { readonly name: string; readonly value: SlotStepValue }): unknown =>
  value.kind === 'any' ? name : { [name]: value.value };

function mapOf(entries: Readonly<Record<string, unknown>>): YAMLMap {
  const document = new Document(entries);
  if (!(document.contents instanceof YAMLMap)) throw new TypeError('An object makes a map.');
  return document.contents;
}
