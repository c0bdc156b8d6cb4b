import { expect, it } from 'vitest';
import type { Policy, PolicyTrainContext } from '../../core/index.js';
import { createTracker, type Tracker } from '../../core/tracker/tracker.js';
import { learnedPolicy } from '../../models/policy/learned-policy.js';
import { unlikelyIntentPolicy } from '../../models/policy/unlikely-intent-policy.js';
import { projectOf } from '../dialogue/project-of.js';

/** A shop: who is asked whether to buy says yes or no, before and after which there may be other matters. */
const shop = projectOf(`
intents: [greet, search, affirm, deny, hours, thank, bye, spell]
entities: [article]
slots:
  article: { type: text, mappings: [{ type: from_entity, entity: article }] }
responses:
  utter_greet: [{ text: Hello }]
  utter_which: [{ text: Which? }]
  utter_buy: [{ text: Buy it? }]
  utter_bought: [{ text: Bought }]
  utter_kept: [{ text: Kept }]
  utter_hours: [{ text: Nine }]
  utter_welcome: [{ text: Welcome }]
  utter_bye: [{ text: Bye }]
stories:
- story: buys
  steps: [{ intent: greet }, { action: utter_greet }, { intent: search, entities: [article] }, { slot_was_set: [{ article: hat }] }, { action: utter_buy }, { intent: affirm }, { action: utter_bought }, { intent: thank }, { action: utter_welcome }]
- story: keeps
  steps: [{ intent: search, entities: [article] }, { slot_was_set: [{ article: hat }] }, { action: utter_buy }, { intent: deny }, { action: utter_kept }, { intent: bye }, { action: utter_bye }]
- story: is asked which
  steps: [{ intent: search }, { action: utter_which }, { intent: bye }, { action: utter_bye }]
- story: hours
  steps: [{ intent: greet }, { action: utter_greet }, { intent: hours }, { action: utter_hours }, { intent: thank }, { action: utter_welcome }, { intent: bye }, { action: utter_bye }]
- story: hours, then buys
  steps: [{ intent: hours }, { action: utter_hours }, { intent: search, entities: [article] }, { slot_was_set: [{ article: hat }] }, { action: utter_buy }, { intent: affirm }, { action: utter_bought }, { intent: bye }, { action: utter_bye }]
`);

const context: PolicyTrainContext = {
  ...shop,
  seed: 1,
  signal: new AbortController().signal,
  progress: () => undefined,
};

async function train(policy: Policy, settings: object = {}, data = shop.data) {
  const config = policy.config.parse(settings);
  const state = await policy.train(config, { ...context, data });
  const ask = (tracker: Tracker) => policy.predict(tracker, shop.domain, state, config);
  const reload = () => policy.load(policy.save(state), config);
  const askReloaded = (tracker: Tracker) => policy.predict(tracker, shop.domain, reload(), config);
  return { files: policy.save(state), ask, askReloaded };
}

/** A conversation: what people say by intent, what the bot does by the name of an action. */
function talk(...steps: readonly string[]): Tracker {
  const tracker = createTracker('', shop.domain);
  for (const step of steps) {
    if (step.startsWith('utter_') || step.startsWith('action_')) tracker.apply({ event: 'action', name: step });
    else hear(tracker, step);
  }
  return tracker;
}

function hear(tracker: Tracker, said: string): void {
  const [intent = '', article] = said.split(' ');
  const entities = article ? [{ entity: 'article', start: 0, end: 0, value: article }] : [];
  tracker.apply({ event: 'action', name: 'action_listen' });
  const parse_data = { text: '', intent: { name: intent, confidence: 1 }, entities, intent_ranking: [] };
  tracker.apply({ event: 'user', text: '', parse_data });
  if (article) tracker.apply({ event: 'slot', name: 'article', value: article });
}

const { files, ask, askReloaded } = await train(learnedPolicy);

it('goes on in a conversation that no story has', () => {
  const asked = ['thank', 'utter_welcome', 'bye', 'utter_bye', 'greet', 'utter_greet', 'search hat', 'utter_buy'];
  expect(ask(talk(...asked, 'affirm'))).toMatchObject({ action: 'utter_bought', priority: 1 });
  expect(ask(talk(...asked, 'deny'))).toMatchObject({ action: 'utter_kept' });
  expect(ask(talk(...asked, 'deny', 'utter_kept'))).toMatchObject({ action: 'action_listen' });
  expect(ask(talk('hours', 'utter_hours', 'search'))).toMatchObject({ action: 'utter_which' });
  expect(ask(talk(...asked, 'affirm')).confidence).toBeGreaterThan(0.5);
});

it('is surer of what a story says than of what none does', () => {
  const known = ask(talk('greet', 'utter_greet', 'search hat', 'utter_buy', 'affirm'));
  const odd = ask(talk('hours', 'utter_hours', 'affirm'));
  expect(known.confidence).toBeGreaterThan(0.8);
  expect(odd.confidence).toBeLessThan(known.confidence);
});

it('has no opinion of a message whose intent is in no story', () => {
  expect(ask(talk('greet', 'utter_greet', 'spell')).action).toBeNull();
});

it('says how well it does with stories that it has not seen', async () => {
  const figures: Record<string, number> = {};
  const report = (metric: string, value: number) => {
    figures[metric] = value;
  };
  await learnedPolicy.train(learnedPolicy.config.parse({}), { ...context, report });
  expect(figures).toEqual({ moments: expect.any(Number), accuracy: expect.any(Number) });
  expect(figures.accuracy).toBeLessThanOrEqual(1);
});

it('learns the same from the same stories', async () => {
  expect((await train(learnedPolicy)).files).toEqual(files);
});

it('predicts the same after it was saved and loaded', () => {
  const tracker = talk('hours', 'utter_hours', 'search hat', 'utter_buy', 'deny');
  expect(askReloaded(tracker)).toEqual(ask(tracker));
});

it('has no opinion where there are no stories', async () => {
  const untold = await train(learnedPolicy, {}, { ...shop.data, stories: [] });
  expect(untold.askReloaded(talk('greet')).action).toBeNull();
});

it('doubts an intent where it never comes, unless told not to', async () => {
  const doubting = await train(unlikelyIntentPolicy);
  const odd = talk('greet', 'utter_greet', 'deny');
  expect(doubting.ask(odd)).toMatchObject({ action: 'action_unlikely_intent', confidence: 1, priority: 2 });
  expect(doubting.ask(talk('greet', 'utter_greet', 'search hat')).action).toBeNull();
  odd.apply({ event: 'action', name: 'action_unlikely_intent' });
  expect(doubting.ask(odd).action).toBeNull();
  const lenient = await train(unlikelyIntentPolicy, { ignore_intents_list: ['deny'] });
  expect(lenient.ask(talk('greet', 'utter_greet', 'deny')).action).toBeNull();
});
