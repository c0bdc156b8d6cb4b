import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PolicyPrediction } from '../../core/policies/policy.js';
import { definePolicy } from '../../core/policies/policy.js';
import { readBot } from '../project/bot-folder.js';
import { holderOf } from './story-bot.js';

const UNLIKELY = 'action_unlikely_intent';

/** A bot that greets, and finds every message unlikely before it does what is said here. */
async function doubtful(then: string) {
  const { domain } = await readBot({
    'domain.yml': 'intents: [greet]\nresponses: { utter_greet: [{ text: Hi }], utter_bye: [{ text: Bye }] }\n',
  });
  const policy = definePolicy({
    name: 'Doubtful',
    priority: 1,
    config: z.object({}),
    train: () => undefined,
    save: () => ({}),
    load: () => undefined,
    predict: (tracker): PolicyPrediction => {
      const last = tracker.latestAction?.name;
      const action = last === 'action_listen' ? UNLIKELY : last === UNLIKELY ? then : 'action_listen';
      return { policy: 'Doubtful', priority: 1, action, confidence: 0.8 };
    },
  });
  const parse = (text: string) => ({ text, intent: { name: null, confidence: 0 }, entities: [], intent_ranking: [] });
  return holderOf({ domain, policies: [{ policy, config: {}, state: undefined }], parse });
}

const stories = 'stories:\n- story: hello\n  steps: [{ intent: greet }, { action: utter_greet }]\n';

// RasaHQ/rasa, tests/core/test_test.py: action_unlikely_intent is no mistake by itself
describe('a message that a policy finds unlikely', () => {
  it('is a warning when the bot then does what the story says', async () => {
    const { outcomes, went } = await (await doubtful('utter_greet')).holds(stories);
    expect(went).toEqual(['utter_greet', 'action_listen']);
    expect(outcomes).toMatchObject([{ failed: false, warned: true }]);
    expect(outcomes[0]?.steps.at(-1)?.comment).toBe('predicted: action_unlikely_intent');
  });

  it('is counted among the conversations that went right', async () => {
    const { report } = await (await doubtful('utter_greet')).holds(stories);
    expect(report.conversation_accuracy).toEqual({ accuracy: 1, correct: 1, with_warnings: 1, total: 1 });
  });

  it('is told when the bot then does something else', async () => {
    const { outcomes, written } = await (await doubtful('utter_bye')).holds(stories);
    expect(outcomes).toMatchObject([{ failed: true, warned: false }]);
    expect(written).toContain('- action: utter_greet  # predicted: utter_bye after action_unlikely_intent');
  });

  it('is no warning where the story expects it', async () => {
    const expected = stories.replace('{ action: utter_greet }', `{ action: ${UNLIKELY} }, { action: utter_greet }`);
    const { outcomes, went } = await (await doubtful('utter_greet')).holds(expected);
    expect(went).toEqual([UNLIKELY, 'utter_greet', 'action_listen']);
    expect(outcomes).toMatchObject([{ failed: false, warned: false }]);
  });
});
