import { z } from 'zod';
import { ACTION_UNLIKELY_INTENT, type DialogueState, definePolicy, type PolicyPrediction } from '../../core/index.js';
import { bytesToJson, jsonToBytes } from '../bytes.js';
import { dialogueFeatures, isNews } from './dialogue-features.js';
import { findThresholds } from './intent-thresholds.js';
import { judge, learnModel, loadModel, type MomentModel, saveModel } from './moment-model.js';
import { policySettings } from './policy-settings.js';

const name = 'UnlikelyIntentPolicy';
const file = 'thresholds.json';

const config = z.strictObject({
  ...policySettings,
  priority: z.int().default(2),
  /** 0 to 1: the higher, the less probable an intent may be before it is doubted. */
  tolerance: z.number().min(0).max(1).default(0),
  /** Intents that may come at any time. */
  ignore_intents_list: z.array(z.string()).default([]),
});

/** What tells whether an intent may come now: a model of the intents, and for each the least probability. */
interface Doubts {
  readonly model: MomentModel;
  readonly thresholds: Readonly<Record<string, number>>;
}

/**
 * Predicts `action_unlikely_intent` when a message has an intent that hardly ever comes at such a place in the stories,
 * in the place of Rasa's `UnexpecTEDIntentPolicy`. What rules and stories know by heart is never doubted, nor an intent
 * that no story has.
 */
export const unlikelyIntentPolicy = definePolicy<z.output<typeof config>, Doubts | undefined>({
  name,
  priority: 2,
  plain: () => true,
  standsFor: {
    name: 'UnexpecTEDIntentPolicy',
    settings: ['priority', 'max_history', 'tolerance', 'ignore_intents_list'],
  },
  config,
  async train({ max_history, epochs, tolerance }, context) {
    const learned = await learnModel(
      ({ states }) => {
        const now = states.at(-1);
        const intent = now && isNews(now) ? now.user?.intent : undefined;
        return intent === undefined ? undefined : { features: beforeMessage(states), label: intent };
      },
      max_history,
      epochs,
      context,
    );
    return learned && { model: learned.model, thresholds: findThresholds(learned, tolerance) };
  },
  predict(tracker, _domain, doubts, { priority, max_history, ignore_intents_list }): PolicyPrediction {
    const nothing = { policy: name, priority, action: null, confidence: 0 };
    const intent = tracker.latestMessage.intent.name;
    if (!doubts || intent === null || ignore_intents_list.includes(intent)) return nothing;
    const threshold = doubts.thresholds[intent];
    const states = tracker.storyStates(max_history, doubts.model.hidden);
    const now = states.at(-1);
    if (threshold === undefined || tracker.latestAction?.name !== 'action_listen' || !now || !isNews(now)) {
      return nothing;
    }
    const { labels } = doubts.model.labels;
    const probability = judge(doubts.model, beforeMessage(states))[labels.indexOf(intent)] ?? 0;
    if (probability >= threshold) return nothing;
    return {
      ...nothing,
      action: ACTION_UNLIKELY_INTENT,
      confidence: 1,
      actionMetadata: { intent, probability, threshold },
    };
  },
  save: (doubts) => (doubts ? { [file]: jsonToBytes(doubts.thresholds), ...saveModel(doubts.model) } : {}),
  load(files) {
    const model = loadModel(files);
    return (
      model && { model, thresholds: z.record(z.string(), z.number()).parse(bytesToJson(files[file] as Uint8Array)) }
    );
  },
});

/** The moment as it was when nothing had been heard yet. */
function beforeMessage(states: readonly DialogueState[]): ReadonlyMap<string, number> {
  return dialogueFeatures(
    states.map((state, at) => (at === states.length - 1 ? { ...state, user: undefined } : state)),
  );
}
