import { expect, it } from 'vitest';
import { walkAugmented } from '../../core/policies/augment-stories.js';
import { projectOf } from '../dialogue/project-of.js';

const { domain, data } = projectOf(`
intents: [greet, ask]
responses:
  utter_hi: [{ text: Hi }]
  utter_answer: [{ text: So }]
stories:
- story: greet
  steps:
  - intent: greet
  - action: utter_hi
- story: ask
  steps:
  - intent: ask
  - action: utter_answer
`);

/** What is shown, with the messages that lead to it; `chosen` stands for a stream of numbers that are all alike. */
function shown(factor: number, chosen = 0): readonly string[] {
  const seen: string[] = [];
  walkAugmented(data.stories, domain, 5, { factor, random: () => chosen }, ({ tracker, action }) => {
    const intents = tracker.events.flatMap((event) => (event.event === 'user' ? [event.parse_data.intent.name] : []));
    seen.push(`${intents.join(' ')}: ${action}`);
  });
  return seen;
}

it('shows the stories by themselves when it is switched off', () => {
  expect(shown(0).filter((line) => !line.endsWith('action_listen'))).toEqual(['greet: utter_hi', 'ask: utter_answer']);
});

it('puts stories after one another', () => {
  expect(shown(50)).toContain('greet ask: utter_answer');
  expect(shown(50)).toContain('ask ask: utter_answer');
});

it('puts what it has put together once more after another', () => {
  expect(shown(50)).toContain('greet ask greet: utter_hi');
});

it('shows the same for the same random numbers', () => {
  expect(shown(2, 0.3)).toEqual(shown(2, 0.3));
});

it('adds about ten conversations for one of the factor', () => {
  const added = (factor: number) => shown(factor).filter((line) => line.endsWith('utter_hi')).length;
  expect(added(1)).toBeLessThan(12);
});
