import { z } from 'zod';
import { defineComponent } from '../../core/index.js';

/** The intent of a message that no intent fits; the name is Rasa's. */
export const fallbackIntent = 'nlu_fallback';

const share = z.number().min(0).max(1);

const config = z.strictObject({
  /** An intent less sure than this gives way to the fallback. */
  threshold: share.default(0.3),
  /** When the two surest intents are nearer to each other than this, neither is taken. */
  ambiguity: share.default(0.1),
});

/**
 * Puts `nlu_fallback` in front when the pipeline is not sure. Its confidence is 1 minus that of the best intent, and the
 * ranking of the real intents stays as it was behind it, so that a log shows what was thought.
 */
export const fallback = defineComponent<z.infer<typeof config>>({
  name: 'Fallback',
  config,
  provides: ['intent'],
  requires: ['intent'],
  process(message, _state, { threshold, ambiguity }) {
    const [best, second] = message.ranking;
    const top = message.intent.confidence;
    const sure = best !== undefined && top >= threshold;
    const clear = second === undefined || top - second.confidence >= ambiguity;
    if (sure && clear) return undefined;
    message.intent = { name: fallbackIntent, confidence: 1 - top };
    message.ranking = [message.intent, ...message.ranking];
    return undefined;
  },
});
