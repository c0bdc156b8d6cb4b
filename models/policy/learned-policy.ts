import { z } from 'zod';
import { definePolicy, type PolicyPrediction } from '../../core/index.js';
import { dialogueFeatures, intentFeature, isNews } from './dialogue-features.js';
import { judge, learnModel, loadModel, type MomentModel, saveModel } from './moment-model.js';
import { policySettings } from './policy-settings.js';

const name = 'LearnedPolicy';

const config = z.strictObject({ ...policySettings, priority: z.int().default(1) });

/**
 * Predicts what comes next from stories that went a similar way, in the place of Rasa's `TEDPolicy`: a low-rank linear
 * model of the moments of all stories. How sure it is was fitted on stories held out from training (three folds). A
 * message whose intent no story has is left to others.
 */
export const learnedPolicy = definePolicy<z.output<typeof config>, MomentModel | undefined>({
  name,
  priority: 1,
  plain: true,
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
    const states = model ? tracker.storyStates(max_history, model.hidden) : [];
    const now = states.at(-1);
    if (!model || !now || (isNews(now) && !model.names.has(intentFeature(now)))) return nothing;
    const shares = judge(model, dialogueFeatures(states));
    const { labels } = model.labels;
    const best = shares.indexOf(Math.max(...shares));
    const scores = new Map(labels.map((action, at) => [action, shares[at] as number]));
    return { ...nothing, action: labels[best] as string, confidence: shares[best] as number, scores };
  },
  save: saveModel,
  load: loadModel,
});
