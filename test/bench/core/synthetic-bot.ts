import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../../../models/random.js';

/** A made-up project: nobody's bot, its stories are walks through intents whose answers depend on the last two. */
export interface SyntheticBot {
  /** Stories one by one, or as many ways through checkpoints. */
  readonly stories: number;
  readonly shape: 'stories' | 'checkpoints';
}

const INTENTS = 40;
const RESPONSES = 60;
/** Messages of each story. */
const TURNS = 4;
const EXAMPLES = 12;

const words = 'red green blue amber slate olive coral ivory onyx pearl ruby topaz cedar maple birch aspen'.split(' ');
const verbs = 'show find keep move send lift fold paint clean mend'.split(' ');

/** An intent of the project. */
const intentName = (index: number): string => `intent_${index % INTENTS}`;

/** A message with an intent; there are as many as there are examples to learn from, and others. */
export function messageOf(intent: number, variant: number): string {
  const verb = verbs[intent % verbs.length] ?? '';
  const word = words[Math.floor(intent / verbs.length) * 4 + (variant % 4)] ?? '';
  return `please ${verb} the ${word} one ${['now', 'today', 'again', 'for me'][variant % 4]} number ${variant}`;
}

const answerTo = (before: number, intent: number): string => `utter_${(before * 7 + intent * 13) % RESPONSES}`;

/** The messages of a story, as numbers of intents; no two stories are the same. */
export function walkOf(story: number): readonly number[] {
  const random = randomFrom(story + 1);
  const digits = [story % INTENTS, Math.floor(story / INTENTS) % INTENTS, Math.floor(story / INTENTS ** 2) % INTENTS];
  return [...digits, ...Array.from({ length: TURNS - digits.length }, () => Math.floor(random() * INTENTS))];
}

/** Writes the project to a folder. */
export function writeSyntheticBot(folder: string, bot: SyntheticBot): void {
  mkdirSync(join(folder, 'data'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('domain.yml', domain());
  write('data/nlu.yml', nlu());
  write('data/stories.yml', bot.shape === 'stories' ? plainStories(bot.stories) : joinedStories(bot.stories));
  // What looks at every story; policies that learn look at so many moments at most.
  const policies = '[RulePolicy, { name: AugmentedMemoizationPolicy, max_history: 8 }]';
  write('config.yml', `recipe: default.v1\nlanguage: en\npolicies: ${policies}\n`);
  write('credentials.yml', 'rest:\n');
}

function domain(): string {
  const intents = Array.from({ length: INTENTS }, (_, index) => intentName(index)).join(', ');
  const responses = Array.from({ length: RESPONSES }, (_, index) => `  utter_${index}: [{ text: Answer ${index} }]`);
  return `version: "3.1"\nintents: [${intents}]\nresponses:\n${responses.join('\n')}\n`;
}

function nlu(): string {
  const intents = Array.from({ length: INTENTS }, (_, intent) => {
    const examples = Array.from({ length: EXAMPLES }, (_unused, variant) => `    - ${messageOf(intent, variant)}`);
    return `- intent: ${intentName(intent)}\n  examples: |\n${examples.join('\n')}`;
  });
  return `version: "3.1"\nnlu:\n${intents.join('\n')}\n`;
}

function plainStories(count: number): string {
  const stories = Array.from(
    { length: count },
    (_, story) => `- story: story ${story}\n  steps:\n${stepsOf(walkOf(story))}`,
  );
  return `version: "3.1"\nstories:\n${stories.join('\n')}\n`;
}

/** As many beginnings as endings meet at one checkpoint, so that their product is the number of ways. */
function joinedStories(ways: number): string {
  const each = Math.round(Math.sqrt(ways));
  const beginnings = Array.from({ length: each }, (_, story) => {
    const steps = stepsOf([story % INTENTS, Math.floor(story / INTENTS)]);
    return `- story: beginning ${story}\n  steps:\n${steps}\n  - checkpoint: middle`;
  });
  const endings = Array.from({ length: each }, (_, story) => {
    const steps = `  - intent: ${intentName(story)}\n  - action: utter_${story % INTENTS}\n`;
    return `- story: ending ${story}\n  steps:\n  - checkpoint: middle\n${steps}  - intent: ${intentName(Math.floor(story / INTENTS))}\n  - action: utter_${(story * 3) % RESPONSES}`;
  });
  return `version: "3.1"\nstories:\n${[...beginnings, ...endings].join('\n')}\n`;
}

function stepsOf(walk: readonly number[]): string {
  return walk
    .map((intent, at) => `  - intent: ${intentName(intent)}\n  - action: ${answerTo(walk[at - 1] ?? 0, intent)}`)
    .join('\n');
}
