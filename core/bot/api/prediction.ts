import { defaultActionNames } from '../../domain/default-actions.js';
import type { Domain } from '../../domain/domain.js';
import type { Prediction } from '../../server/api/backend.js';
import { type IncludedEvents, trackerToJson } from '../../tracker/json.js';
import type { Tracker } from '../../tracker/tracker.js';
import type { Runtime } from '../runtime.js';

/** What the policies think comes next, with a score for every action of the domain: surest first, then by name. */
export function predictionOf(runtime: Runtime, tracker: Tracker, include: IncludedEvents): Prediction {
  const { action, confidence, policy, scores } = runtime.dialogue.predict(tracker);
  const scoreOf = (name: string): number => scores?.get(name) ?? (name === action ? confidence : 0);
  const sorted = [...actionsOf(runtime.domain)].map((name) => ({ action: name, score: scoreOf(name) }));
  sorted.sort((one, other) => other.score - one.score || (one.action < other.action ? -1 : 1));
  return { scores: sorted, policy: policy || null, confidence, tracker: trackerToJson(tracker, include) };
}

/** Every action that a policy may choose; `utter_faq/…` is chosen as `utter_faq`. */
function actionsOf(domain: Domain): Set<string> {
  return new Set([
    ...defaultActionNames,
    ...domain.actions.keys(),
    ...[...domain.responses.keys()].map((name) => name.split('/')[0] ?? name),
    ...domain.forms.keys(),
    ...domain.endToEndActions,
  ]);
}
