import { expect, it } from 'vitest';
import { loadMemory, memorize } from '../../core/policies/memory.js';
import { walkStories } from '../../core/policies/story-paths.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { projectOf } from '../dialogue/project-of.js';

const intents = Array.from({ length: 30 }, (_, index) => `i${index}`);
const header = `
intents: [${intents.join(', ')}]
responses:
${intents.map((name) => `  utter_${name}: [{ text: "${name}" }]`).join('\n')}
`;

it('forgets what two stories answer differently', () => {
  const { domain, data } = projectOf(`${header}
stories:
- story: one
  steps:
  - intent: i0
  - action: utter_i1
- story: two
  steps:
  - intent: i0
  - action: utter_i2
`);
  const memory = memorize(data, domain, 5);
  const tracker = createTracker('', domain);
  tracker.apply({ event: 'action', name: 'action_listen' });
  const parsed = { text: '', intent: { name: 'i0', confidence: 1 }, entities: [], intent_ranking: [] };
  tracker.apply({ event: 'user', text: '', parse_data: parsed });
  expect(memory.recall(tracker.storyStates(5, memory.hidden))).toBeUndefined();
});

it('remembers the same after it was saved and loaded', () => {
  const { domain, data } = projectOf(`${header}
stories:
- story: one
  steps:
  - intent: i0
  - action: utter_i1
  - intent: i2
  - action: utter_i3
`);
  const memory = memorize(data, domain, 5);
  const loaded = loadMemory(memory.save());
  expect(loaded.size).toBe(memory.size);
  walkStories(data.stories, domain, 5, ({ tracker, action }) => {
    expect(loaded.recall(tracker.storyStates(5, loaded.hidden))).toBe(action);
  });
});

it('walks twenty or steps in a row without going every way', () => {
  const or = (index: number) => `
  - or:
    - intent: i${index % 30}
    - intent: i${(index + 1) % 30}
    - intent: i${(index + 2) % 30}
  - action: utter_i${index % 30}`;
  const { domain, data } = projectOf(`${header}
stories:
- story: many ways${''}
  steps:${Array.from({ length: 20 }, (_, index) => or(index)).join('')}
`);
  let moments = 0;
  walkStories(data.stories, domain, 5, () => {
    moments += 1;
  });
  expect(moments).toBeLessThan(5_000);
});

it('says of a story that it has more ways than are learned', () => {
  const or = `
  - or:${intents.map((name) => `\n    - intent: ${name}`).join('')}`;
  const { domain, data } = projectOf(`${header}
stories:
- story: crowd
  steps:${or}
  - action: utter_i0${or}
  - action: utter_i1${or}
  - action: utter_i2
`);
  const problems = walkStories(data.stories, domain, 6, () => undefined);
  expect(problems).toMatchObject([{ code: 'STORY_WAYS_LEFT_OUT', severity: 'warning' }]);
});

it('comes to an end when checkpoints lead in a circle', () => {
  const { domain, data } = projectOf(`${header}
stories:
- story: in
  steps:
  - intent: i0
  - action: utter_i0
  - checkpoint: round
- story: around
  steps:
  - checkpoint: round
  - intent: i1
  - action: utter_i1
  - checkpoint: round
- story: out
  steps:
  - checkpoint: round
  - intent: i2
  - action: utter_i2
`);
  const actions = new Set<string>();
  walkStories(data.stories, domain, 5, ({ action }) => actions.add(action));
  expect([...actions].sort()).toEqual(['action_listen', 'utter_i0', 'utter_i1', 'utter_i2']);
});

it('warns of a checkpoint that nothing leads to', () => {
  const { domain, data } = projectOf(`${header}
stories:
- story: lost
  steps:
  - checkpoint: nowhere
  - intent: i0
  - action: utter_i0
`);
  const problems = walkStories(data.stories, domain, 5, () => undefined);
  expect(problems).toMatchObject([{ code: 'STORY_CHECKPOINT_UNREACHED', severity: 'warning' }]);
});

it('learns thousands of stories in seconds', () => {
  const story = (index: number) => {
    const [a, b, c] = [index % 30, Math.floor(index / 30) % 30, Math.floor(index / 900) % 30];
    return `
- story: s${index}
  steps:
  - intent: i${a}
  - action: utter_i${a}
  - intent: i${b}
  - action: utter_i${(a + b) % 30}
  - intent: i${c}
  - action: utter_i${(a + b + c) % 30}`;
  };
  const { domain, data } = projectOf(`${header}
stories:${Array.from({ length: 3000 }, (_, index) => story(index)).join('')}
`);
  const start = performance.now();
  expect(memorize(data, domain, 5).size).toBeGreaterThan(1000);
  expect(performance.now() - start).toBeLessThan(20_000);
});
