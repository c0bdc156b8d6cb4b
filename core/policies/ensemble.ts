import type { Domain } from '../domain/domain.js';
import type { Event } from '../tracker/events.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import type { Policy, PolicyPrediction } from './policy.js';

/** A policy with what it has learned. */
export interface TrainedPolicy {
  readonly policy: Policy;
  readonly config: unknown;
  readonly state: unknown;
}

/**
 * Asks all policies and takes the best answer: predictions that need no message go before all others, then those that
 * rest on the text; then the surest, then the highest priority. An action that just said "not me" is out. When none
 * has an opinion the bot listens. (Rasa 3.x: `DefaultPolicyPredictionEnsemble`)
 */
export function predictNext(policies: readonly TrainedPolicy[], tracker: Tracker, domain: Domain): PolicyPrediction {
  const rejected = rejectedAction(tracker);
  const predictions: PolicyPrediction[] = [];
  for (const trained of policies.toSorted((one, other) => priorityOf(other) - priorityOf(one))) {
    const { policy, state, config } = trained;
    if (policy.plain?.(state) && predictions.some((earlier) => outranks(earlier, priorityOf(trained)))) continue;
    predictions.push(withoutAction(policy.predict(tracker, domain, state, config), rejected));
  }
  const best = predictions.filter(inFavour(predictions)).reduce(better, noOpinion(predictions));
  const events: Event[] = predictions.flatMap((prediction) => prediction.events ?? []);
  events.push(...(best.optionalEvents ?? []));
  // From here on every policy reads the message as the winner has.
  if (tracker.latestAction?.name === ACTION_LISTEN) {
    events.push({ event: 'user_featurization', use_text_for_featurization: best.endToEnd === true });
  }
  const { optionalEvents: _optional, ...prediction } = best;
  return { ...prediction, action: best.action ?? ACTION_LISTEN, events };
}

/** The priority that a config gives to a policy, or the policy's own. */
function priorityOf({ policy, config }: TrainedPolicy): number {
  const given = (config as { readonly priority?: unknown } | undefined)?.priority;
  return typeof given === 'number' ? given : policy.priority;
}

const outranks = ({ action, confidence, priority }: PolicyPrediction, other: number): boolean =>
  action !== null && confidence === 1 && priority >= other;

/** What is left when nobody has an opinion goes under the name of the first policy. */
const noOpinion = (predictions: readonly PolicyPrediction[]): PolicyPrediction => ({
  policy: predictions[0]?.policy ?? '',
  action: null,
  confidence: 0,
  priority: -1,
});

function better(best: PolicyPrediction, next: PolicyPrediction): PolicyPrediction {
  if (next.action === null || next.confidence < best.confidence) return best;
  return next.confidence > best.confidence || next.priority > best.priority ? next : best;
}

function inFavour(predictions: readonly PolicyPrediction[]) {
  const opinions = predictions.filter((prediction) => prediction.action !== null);
  const noUser = opinions.some((prediction) => prediction.noUserPrediction);
  const endToEnd = opinions.some((prediction) => prediction.endToEnd);
  return (prediction: PolicyPrediction) =>
    noUser ? prediction.noUserPrediction === true : !endToEnd || prediction.endToEnd === true;
}

/** The action that refused to run since the last one that did run. */
function rejectedAction(tracker: Tracker): string | undefined {
  const last = tracker.events.findLast(
    (event) => event.event === 'action' || event.event === 'action_execution_rejected',
  );
  return last?.event === 'action_execution_rejected' ? last.name : undefined;
}

function withoutAction(prediction: PolicyPrediction, rejected: string | undefined): PolicyPrediction {
  if (rejected === undefined || prediction.action !== rejected) return prediction;
  const others = [...(prediction.scores ?? [])].filter(([action]) => action !== rejected);
  const [action, confidence] = others.reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0] as [string, number]);
  const { noUserPrediction: _noUser, endToEnd: _endToEnd, ...rest } = prediction;
  return { ...rest, action: action === '' ? null : action, confidence };
}
