import { type Random, randomFrom } from '../../models/random.js';

const TASKS = 6;
const QUESTIONS = 8;

/**
 * Stories of nobody's bot: people who want something, are asked which and whether, say yes or no, and ask something else
 * in between. What is right depends on the turns before and on a slot.
 *
 * @returns a project in YAML, with as many stories
 */
export function madeUpStories(count: number, seed: number): string {
  const random = randomFrom(seed);
  const stories = Array.from({ length: count }, (_, at) => `- story: ${seed}.${at}\n  steps:\n${conversation(random)}`);
  const each = (length: number, name: string) => Array.from({ length }, (_, at) => `${name}_${at}`);
  const intents = [...each(TASKS, 'want'), ...each(TASKS, 'name'), ...each(QUESTIONS, 'ask')];
  const slots = each(TASKS, 'thing').map((name) => `  ${name}: { type: text, mappings: [{ type: custom }] }`);
  const actions = ['offer', 'which', 'do', 'stop'].flatMap((name) => each(TASKS, `action_${name}`));
  const all = [...actions, ...each(QUESTIONS, 'action_answer')].join(', ');
  return `
intents: [${[...intents, 'affirm', 'deny', 'greet', 'thank', 'bye'].join(', ')}]
entities: [${each(TASKS, 'thing').join(', ')}]
slots:
${slots.join('\n')}
actions: [${all}, action_greet, action_welcome, action_bye, action_more]
stories:
${stories.join('\n')}
`;
}

function conversation(random: Random): string {
  const steps: string[] = [];
  const likely = (share: number) => random() < share;
  const says = (intent: string, ...actions: string[]) =>
    steps.push(`intent: ${intent}`, ...actions.map((name) => `action: ${name}`));
  const asks = (...after: string[]) => {
    const question = Math.floor(random() * QUESTIONS);
    says(`ask_${question}`, `action_answer_${question}`, ...after);
  };
  if (likely(0.6)) says('greet', 'action_greet');
  for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) {
    if (likely(0.35)) asks();
    else task(Math.floor(random() * TASKS));
  }
  if (likely(0.5)) says('thank', 'action_welcome');
  if (likely(0.5)) says('bye', 'action_bye');
  return steps.map((step) => `  - ${step}`).join('\n');

  function task(number: number): void {
    const thing = `thing_${number}`;
    const named = ['slot_was_set:\n    - '.concat(`${thing}: one`)];
    const known = steps.some((step) => step.includes(`${thing}: one`));
    if (known) says(`want_${number}`, `action_offer_${number}`);
    else if (likely(0.5)) steps.push(`intent: want_${number}`, ...named, `action: action_offer_${number}`);
    else {
      says(`want_${number}`, `action_which_${number}`);
      if (likely(0.25)) asks(`action_which_${number}`);
      steps.push(`intent: name_${number}`, ...named, `action: action_offer_${number}`);
    }
    if (likely(0.3)) asks(`action_offer_${number}`);
    if (likely(0.6)) says('affirm', `action_do_${number}`, 'action_more');
    else says('deny', `action_stop_${number}`);
  }
}
