import { z } from 'zod';
import {
  ACTION_UNLIKELY_INTENT,
  type DialogueState,
  definePolicy,
  type PolicyPrediction,
  type Tracker,
} from '../../core/index.js';
import { actionFeature, dialogueFeatures, intentFeature, isNews, listen, wordFeatures } from './dialogue-features.js';
import { judge, learnModel, loadModel, type MomentModel, saveModel } from './moment-model.js';
import { policySettings } from './policy-settings.js';

const name = 'LearnedPolicy';

/** Below this the words of a message decide nothing (Rasa 3.x: `e2e_confidence_threshold` of `TEDPolicy`). */
const surenessOfText = 0.5;
/** The share of a message's words that stories must know. */
const knownWords = 0.5;

const config = z.strictObject({ ...policySettings, priority: z.int().default(1) });

/**
 * Predicts what comes next from stories that went a similar way, in the place of Rasa's `TEDPolicy`: a low-rank linear
 * model of the moments of all stories. How sure it is was fitted on stories held out from training (three folds). A
 * message whose intent no story has is left to others. Where stories say a message by its text alone, every message is
 * also read by its words, and the surer reading counts.
 */
export const learnedPolicy = definePolicy<z.output<typeof config>, MomentModel | undefined>({
  name,
  priority: 1,
  plain: (model) => !model?.readsText,
  standsFor: { name: 'TEDPolicy', settings: ['priority', 'max_history'] },
  config,
  async train({ max_history, epochs }, context) {
    const learned = await learnModel(
      ({ states, action }) => ({ features: dialogueFeatures(states), label: action }),
      max_history,
      epochs,
      context,
    );
    return learned?.model;
  },
  predict(tracker, _domain, model, { priority, max_history }): PolicyPrediction {
    const nothing = { policy: name, priority, action: null, confidence: 0 };
    if (!model) return nothing;
    const states = tracker.storyStates(max_history, model.hidden);
    const byIntent = isKnown(tracker, states, model) ? opinionOn(states, model) : undefined;
    const byText = model.readsText ? opinionByText(tracker, model, max_history) : undefined;
    // What follows an intent is no surer than the intent itself.
    const sureness = (byIntent?.confidence ?? 0) * tracker.latestMessage.intent.confidence;
    if (byText && byText.confidence > sureness) return { ...nothing, ...byText, endToEnd: true };
    return { ...nothing, ...byIntent };
  },
  save: saveModel,
  load: loadModel,
});

type Opinion = Pick<PolicyPrediction, 'action' | 'confidence' | 'scores'>;

function opinionOn(states: readonly DialogueState[], model: MomentModel): Opinion {
  const shares = judge(model, dialogueFeatures(states));
  const { labels } = model.labels;
  const best = shares.indexOf(Math.max(...shares));
  const scores = new Map(labels.map((action, at) => [action, shares[at] as number]));
  return { action: labels[best] as string, confidence: shares[best] as number, scores };
}

function opinionByText(tracker: Tracker, model: MomentModel, memory: number): Opinion | undefined {
  const states = tracker.storyStates(memory, model.hidden, 'text');
  const now = states.at(-1);
  if (!now || !isNews(now) || !isUnanswered(tracker)) return undefined;
  const words = wordFeatures(now);
  const known = words.filter((word) => model.names.has(word));
  if (words.length === 0 || known.length < words.length * knownWords) return undefined;
  const opinion = opinionOn(states, model);
  return opinion.confidence > surenessOfText ? opinion : undefined;
}

/**
 * Nothing can be said of a new message whose intent no story has, of what follows an action that none has, nor of a turn
 * that only rules know: to this policy it is hidden, so a moment in it looks like the turn before. A doubt about a message
 * does not answer it.
 */
function isKnown(tracker: Tracker, states: readonly DialogueState[], { names }: MomentModel): boolean {
  const now = states.at(-1);
  if (!now) return false;
  if (now.action !== listen) return now.action === undefined || names.has(actionFeature(now));
  return isUnanswered(tracker) && names.has(intentFeature(now));
}

const isUnanswered = ({ latestAction }: Tracker): boolean =>
  latestAction?.name === listen || latestAction?.name === ACTION_UNLIKELY_INTENT;
