import type { ErrorCode } from '../../errors.js';
import type { Problem } from '../problem.js';

/**
 * Mistakes over which Rasa trains and talks on, with the part that is wrong doing nothing: real projects have them, and
 * run. They are errors to `parley data validate` all the same.
 */
const tolerated: ReadonlySet<string> = new Set<ErrorCode>([
  'BUTTON_INTENT_UNKNOWN',
  'BUTTON_PAYLOAD',
  'CHECKPOINT_UNDEFINED',
  'DOMAIN_CLASH',
  'ENTITY_UNKNOWN',
  'INTENT_UNKNOWN',
  'LOOP_UNKNOWN',
  'MAPPING_ACTION_UNKNOWN',
  'SLOT_CLASS_UNKNOWN',
  'SLOT_UNKNOWN',
]);

/** Whether a problem is one of these; training says so, because what it leaves out is nothing to guess at. */
export const isTolerated = ({ code }: Problem): boolean => tolerated.has(code);

/** Problems as training sees them: what Rasa puts up with is a warning. */
export const asTolerated = (problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => (tolerated.has(problem.code) ? { ...problem, severity: 'warning' } : problem));
