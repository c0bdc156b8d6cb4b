import { formatPlace } from '../../place.js';
import { REQUESTED_SLOT } from '../../tracker/names.js';
import type { Rule, StoryStep } from '../../training-data/training-data.js';
import { contentOf } from '../fingerprint.js';
import { infoAt, type Problem, warningAt } from '../problem.js';
import type { Check, CheckContext } from './context.js';
import { repeats } from './firsts.js';

/** Rules are meant to rest on intents and actions; Rasa's policy follows those that rest on words all the same. */
export const rulesWithoutWords: Check = ({ data }) =>
  data.rules.flatMap(({ name, steps }) =>
    steps
      .filter((step) => step.type === 'bot' || (step.type === 'user' && step.intent === undefined))
      .map((step) => warningAt(step.place, 'RULE_END_TO_END', { rule: name })),
  );

/** The conditions of a rule can hold, and rest on slots that policies see. */
export const ruleConditions: Check = (context) =>
  context.data.rules.flatMap((rule) => [...idleConditions(context, rule), ...impossibleConditions(rule)]);

function idleConditions({ domain, slots }: CheckContext, { name: rule, conditions }: Rule): Problem[] {
  return conditions.flatMap((step) => {
    if (step.type !== 'slot' || !slots.has(step.name)) return [];
    const slot = domain.slots.get(step.name);
    if (slot?.influenceConversation && slot.type !== 'any') return [];
    return [warningAt(step.place, 'RULE_CONDITION_IDLE', { rule, slot: step.name, cure: cureFor(step.name) })];
  });
}

/** The slot that is asked for is there without being written, so it has to be written to be seen. */
const cureFor = (slot: string): string =>
  slot === REQUESTED_SLOT
    ? 'Write the slot under `slots`: categorical, with `influence_conversation: true` and the names of the slots that are asked for as `values`'
    : 'Set `influence_conversation: true` of the slot (a slot of type any cannot)';

function impossibleConditions({ name: rule, conditions, conversationStart }: Rule): Problem[] {
  const never = ({ place }: StoryStep, reason: string) => warningAt(place, 'RULE_NEVER', { rule, reason });
  const problems: Problem[] = [];
  const seen = new Map<string, StoryStep>();
  for (const step of conditions) {
    const subject =
      step.type === 'slot' ? `the slot "${step.name}"` : step.type === 'active_loop' ? 'the active form' : '';
    const earlier = seen.get(subject);
    if (!earlier) seen.set(subject, step);
    else if (exclude(earlier, step))
      problems.push(never(step, `its conditions ask for two values of ${subject} at once`));
    if (conversationStart && step.type === 'active_loop' && step.name !== null) {
      problems.push(never(step, 'no form is active when a conversation starts'));
    }
  }
  return problems;
}

function exclude(one: StoryStep, other: StoryStep): boolean {
  if (one.type === 'active_loop' && other.type === 'active_loop') return one.name !== other.name;
  if (one.type !== 'slot' || other.type !== 'slot') return false;
  if (one.value.kind === 'value' && other.value.kind === 'value') {
    return contentOf(one.value.value) !== contentOf(other.value.value);
  }
  // Any value, and none.
  return [one, other].some(({ value }) => value.kind === 'value' && value.value === null);
}

/** No rule is told twice under two names. */
export const repeatedRules: Check = ({ data }) =>
  repeats(data.rules, ({ name: _, place: __, ...content }) => contentOf(content)).map(({ item, first }) =>
    infoAt(item.place, 'RULE_REPEATED', { name: item.name, other: first.name, place: formatPlace(first.place) }),
  );
