import { beforeAll, describe, expect, it } from 'vitest';
import { type StoryBot, storyBot } from './story-bot.js';

const domain = `
intents: [greet, goodbye, order, inform, chitchat, affirm, faq]
entities: [{ city: { roles: [from, to] } }, size]
slots:
  city: { type: text, mappings: [{ type: from_entity, entity: city }] }
  size: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: size }] }
forms:
  order_form: { required_slots: [size] }
actions: [action_look]
responses:
  utter_greet: [{ text: Hey there! }]
  utter_goodbye: [{ text: Bye }]
  utter_chitchat: [{ text: Well }]
  utter_ask_size: [{ text: Which size? }]
  utter_done: [{ text: Done }]
  utter_there: [{ text: There }]
  utter_faq/hours: [{ text: At nine }]
  utter_faq/price: [{ text: Ten }]
`;

const data = `
rules:
- rule: order
  steps: [{ intent: order }, { action: order_form }, { active_loop: order_form }]
- rule: ordered
  condition: [{ active_loop: order_form }]
  steps:
  - action: order_form
  - active_loop: null
  - slot_was_set: [{ requested_slot: null }]
  - action: utter_done
- rule: chitchat
  steps: [{ intent: chitchat }, { action: utter_chitchat }]
- rule: faq
  steps: [{ intent: faq }, { action: utter_faq }]
stories:
- story: hello and goodbye
  steps: [{ intent: greet }, { action: utter_greet }, { intent: goodbye }, { action: utter_goodbye }]
- story: look
  steps:
  - intent: inform
    entities: [city]
  - slot_was_set: [city]
  - action: action_look
  - slot_was_set: [{ city: Rome }]
  - action: utter_there
`;

const paris = { entity: 'city', value: 'Paris', start: 3, end: 8, extractor: 'DIETClassifier' };

const meanings = {
  hello: 'greet',
  bye: 'goodbye',
  'hello you': 'goodbye',
  'to Paris': { intent: 'inform', entities: [paris] },
  'to Lyon': { intent: 'inform', entities: [{ ...paris, value: 'Lyon', end: 7 }] },
  'when?': { intent: 'faq', selected: 'faq/hours' },
};

let bot: StoryBot;
beforeAll(async () => {
  bot = await storyBot({ domain, data }, meanings);
});

const story = (...steps: readonly string[]): string =>
  `stories:\n- story: a story\n  steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;

describe('a test story', () => {
  it('may name the answer of a retrieval intent', async () => {
    const { went, failed } = await bot.holds(
      story(
        '{ intent: faq/hours, user: "when?" }',
        'action: utter_faq/hours',
        '{ intent: faq, user: "when?" }',
        'action: utter_faq/price',
      ),
    );
    expect(went.filter((action) => action !== 'action_listen')).toEqual([
      'utter_faq/hours',
      'utter_faq/price ≠ utter_faq/hours',
    ]);
    expect(failed).toEqual(['a story']);
  });

  it('goes right when everything is predicted as it says', async () => {
    const { went, failed } = await bot.holds(story('{ intent: greet, user: hello }', 'action: utter_greet'));
    expect(went).toEqual(['utter_greet', 'action_listen']);
    expect(failed).toEqual([]);
  });

  it('goes on with what it says after a wrong action', async () => {
    const { went } = await bot.holds(
      story('intent: greet', 'action: utter_goodbye', 'intent: chitchat', 'action: utter_chitchat'),
    );
    expect(went).toEqual(['utter_goodbye ≠ utter_greet', 'action_listen', 'utter_chitchat', 'action_listen']);
  });

  it('may begin with an action, which nothing can predict', async () => {
    const { went } = await bot.holds(story('action: utter_goodbye', 'intent: chitchat', 'action: utter_chitchat'));
    expect(went).toEqual(['action_listen', 'utter_chitchat', 'action_listen']);
  });

  it('runs no action: what one sets has to stand in the story', async () => {
    const { failed } = await bot.holds(
      story(
        '{ intent: inform, user: "to [Paris](city)" }',
        'action: action_look',
        'slot_was_set: [{ city: Rome }]',
        'action: utter_there',
      ),
    );
    expect(failed).toEqual([]);
  });

  // RasaHQ/rasa, tests/core/test_evaluation.py, test_end_to_evaluation_trips_circuit_breaker
  it('stops a bot that takes too many actions in a row, as it would be stopped', async () => {
    const steps = ['intent: greet', ...Array.from({ length: 11 }, () => 'action: utter_greet')];
    const insistent = await storyBot({
      domain: 'intents: [greet]\nresponses: { utter_greet: [{ text: Hi }] }\n',
      data: story(...steps),
      config: 'pipeline: []\npolicies: [{ name: MemoizationPolicy, max_history: 11 }]\n',
    });
    const { went } = await insistent.holds(story(...steps));
    expect(went.slice(-3)).toEqual([
      'utter_greet',
      'utter_greet ≠ circuit breaker tripped',
      'action_listen ≠ circuit breaker tripped',
    ]);
  });

  it('takes the very words of a response for the response', async () => {
    const { failed } = await bot.holds(story('intent: greet', 'bot: Hey there!'));
    expect(failed).toEqual([]);
  });
});

describe('forms in test stories', () => {
  it('run their happy path without being asked at every turn', async () => {
    const { failed } = await bot.holds(
      story(
        'intent: order',
        'action: order_form',
        'active_loop: order_form',
        'intent: inform',
        'action: order_form',
        'active_loop: null',
        'slot_was_set: [{ requested_slot: null }]',
        'action: utter_done',
      ),
    );
    expect(failed).toEqual([]);
  });

  it('are taken to have refused a message where the story has another action', async () => {
    const { went, failed } = await bot.holds(
      story(
        'intent: order',
        'action: order_form',
        'active_loop: order_form',
        'intent: chitchat',
        'action: utter_chitchat',
        'action: order_form',
      ),
    );
    expect(went).toEqual(['order_form', 'action_listen', 'utter_chitchat', 'order_form', 'action_listen']);
    expect(failed).toEqual([]);
  });
});

describe('messages', () => {
  it('are understood anew in files named test_*', async () => {
    const { intents, failed } = await holdOne('{ intent: greet, user: hello you }');
    expect(intents).toEqual([{ target: 'greet', predicted: 'goodbye' }]);
    expect(failed).toEqual(['a story']);
  });

  it('are taken as annotated in other files', async () => {
    const { failed } = await holdOne('{ intent: greet, user: hello you }', 'data/stories.yml');
    expect(failed).toEqual([]);
  });

  it('lead on as the story means them, not as they were understood', async () => {
    expect((await holdOne('{ intent: greet, user: hello you }')).went).toEqual(['utter_greet', 'action_listen']);
  });

  it('without an intent lead on as they are understood', async () => {
    const { went, failed } = await holdOne('user: hello');
    expect(went).toEqual(['utter_greet', 'action_listen']);
    expect(failed).toEqual([]);
  });

  it('may be written as /intent', async () => {
    expect((await holdOne('{ intent: greet, user: /greet }')).failed).toEqual([]);
  });

  it('without words have nothing to be understood', async () => {
    expect((await holdOne('intent: greet')).outcomes[0]?.intents).toEqual([]);
  });

  async function holdOne(step: string, file = 'test_a.yml') {
    const held = await bot.holds(story(step, 'action: utter_greet'), { file });
    return { ...held, intents: held.outcomes.flatMap((outcome) => outcome.intents) };
  }
});

describe('entities', () => {
  it('have to be the same words with the same value', async () => {
    expect((await inform('to [Paris](city)')).comment).toBeUndefined();
    expect((await inform('to [Lyon](city:Paris)')).comment).toBe('predicted: inform: to [Lyon](city)');
  });

  it('that are missing or too many are mistakes', async () => {
    expect((await inform('to Paris')).comment).toBe('predicted: inform: to [Paris](city)');
    expect((await inform('[to](city) [Paris](city)')).comment).toBe('predicted: inform: to [Paris](city)');
  });

  it('may have roles, which Rasa does not compare', async () => {
    expect((await inform('to [Paris]{"entity": "city", "role": "to"}')).comment).toBeUndefined();
  });

  it('that are listed beside the words are not compared', async () => {
    expect((await inform('to [Paris](city)', ', entities: [{ size: big }]')).comment).toBeUndefined();
  });

  it('stand side by side in the report', async () => {
    const { report } = await inform('to [Lyon](city:Paris)');
    expect(report).toMatchObject({ '[Lyon]{"entity": "city", "value": "Paris"}': { support: 1, recall: 0 } });
  });

  async function inform(text: string, more = '') {
    const held = await bot.holds(story(`{ intent: inform, user: '${text}'${more} }`, 'action: action_look'));
    return { ...held, comment: held.outcomes[0]?.steps[0]?.comment };
  }
});

describe('retrieval intents', () => {
  it('may be named in full or not', async () => {
    expect((await bot.holds(story('{ intent: faq, user: when? }', 'action: utter_faq'))).failed).toEqual([]);
    expect((await bot.holds(story('{ intent: faq/hours, user: when? }', 'action: utter_faq'))).failed).toEqual([]);
  });

  it('named in full are compared in full', async () => {
    const { written } = await bot.holds(story('{ intent: faq/price, user: when? }', 'action: utter_faq'));
    expect(written).toContain('intent: faq/price  # predicted: faq/hours: when?');
  });
});

describe('ways', () => {
  it('are as many as the alternatives of `or`', async () => {
    const { outcomes } = await bot.holds(story('or: [{ intent: greet }, { intent: goodbye }]', 'action: utter_greet'));
    expect(outcomes).toHaveLength(2);
  });

  it('go through checkpoints, and are named after all their stories', async () => {
    const { outcomes, failed } = await bot.holds(`stories:
- story: one
  steps: [{ intent: greet }, { action: utter_greet }, { checkpoint: met }]
- story: two
  steps: [{ checkpoint: met }, { intent: goodbye }, { action: utter_goodbye }]
`);
    expect(outcomes.map(({ way }) => way.name)).toEqual(['one > two']);
    expect(failed).toEqual([]);
  });

  it('end when checkpoints lead in a circle', async () => {
    const { outcomes } = await bot.holds(`stories:
- story: one
  steps: [{ intent: chitchat }, { action: utter_chitchat }, { checkpoint: again }]
- story: two
  steps: [{ checkpoint: again }, { intent: chitchat }, { action: utter_chitchat }, { checkpoint: again }]
`);
    expect(outcomes.map(({ way }) => way.name)).toEqual(['one > two']);
  });

  it('are no more than asked for', async () => {
    const or = 'or: [{ intent: greet }, { intent: goodbye }, { intent: chitchat }]';
    const { outcomes } = await bot.holds(story(or, 'action: utter_greet', or, 'action: utter_greet'), {
      maxStories: 4,
    });
    expect(outcomes).toHaveLength(4);
  });
});

describe('failed stories as they are written', () => {
  it('have a comment behind each step that went otherwise', async () => {
    const { written } = await bot.holds(
      story('{ intent: greet, user: "hello you" }', 'action: utter_goodbye', 'active_loop: order_form'),
    );
    expect(written).toBe(`version: "3.1"
stories:
- story: a story (tests/test_stories.yml)
  steps:
  - intent: greet  # predicted: goodbye: hello you
    user: |-
      hello you
  - action: utter_goodbye  # predicted: utter_greet
  - active_loop: order_form
`);
  });

  it('can be held again', async () => {
    const first = await bot.holds(story('{ intent: greet, user: "to [Paris](city)" }', 'action: utter_goodbye'));
    const again = await bot.holds(first.written);
    expect(again.went).toEqual(first.went);
    expect(again.outcomes[0]?.intents).toEqual(first.outcomes[0]?.intents);
  });
});

describe('the report', () => {
  // The numbers are those of Rasa's own test (RasaHQ/rasa, tests/core/test_evaluation.py, test_story_report).
  it('has precision, recall and F1 of each action, their averages, and how many conversations went right', async () => {
    const learned = await storyBot({
      domain:
        'intents: [greet, goodbye]\nresponses: {utter_greet: [{text: a}], utter_goodbye: [{text: b}], utter_default: [{text: c}]}\n',
      data: `stories:
- story: a
  steps: [{ intent: greet }, { action: utter_greet }]
- story: b
  steps: [{ intent: goodbye }, { action: utter_goodbye }]
`,
      config: 'pipeline: []\npolicies: [{ name: MemoizationPolicy }]\n',
    });
    const { report } = await learned.holds(`stories:
- story: story1
  steps: [{ intent: greet }, { action: utter_greet }]
- story: story2
  steps: [{ intent: goodbye }, { action: utter_goodbye }]
- story: story3
  steps: [{ intent: greet }, { action: utter_greet }, { intent: goodbye }, { action: utter_default }]
`);
    expect(report).toEqual({
      action_listen: { precision: 0.8, recall: 1, 'f1-score': expect.closeTo(0.8889, 3), support: 4 },
      utter_default: { precision: 0, recall: 0, 'f1-score': 0, support: 1 },
      utter_goodbye: { precision: 1, recall: 1, 'f1-score': 1, support: 1 },
      utter_greet: { precision: 1, recall: 1, 'f1-score': 1, support: 2 },
      accuracy: 0.875,
      'micro avg': { precision: 0.875, recall: 0.875, 'f1-score': 0.875, support: 8 },
      'macro avg': expect.objectContaining({ support: 8 }),
      'weighted avg': expect.objectContaining({ support: 8 }),
      conversation_accuracy: { accuracy: 2 / 3, correct: 2, with_warnings: 0, total: 3 },
    });
  });

  it('is empty when there is no story', async () => {
    expect((await bot.holds('stories: []')).report).toEqual({});
  });
});
