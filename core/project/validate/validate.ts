import { type Problem, sortProblems } from '../problem.js';
import type { Project } from '../project.js';
import { forms, intentEntities, slotMappings } from './check-domain.js';
import { ambiguousExamples, entityBorders, exampleEntities, exampleIntents, taughtIntents } from './check-examples.js';
import { buttons, placeholders, responseConditions } from './check-responses.js';
import { checkpoints, rulesWithoutWords, storyNames } from './check-stories.js';
import { unusedActions, unusedIntents, unusedResponses, unusedSlots } from './check-unused.js';
import { type Check, checkContext } from './context.js';

const checks: readonly Check[] = [
  storyNames,
  checkpoints,
  rulesWithoutWords,
  slotMappings,
  forms,
  intentEntities,
  exampleIntents,
  exampleEntities,
  taughtIntents,
  ambiguousExamples,
  entityBorders,
  buttons,
  responseConditions,
  placeholders,
  unusedIntents,
  unusedActions,
  unusedResponses,
  unusedSlots,
];

/**
 * Finds what is wrong between the parts of a project: unknown names, missing responses, what nothing uses.
 * `registered` are the names of the actions that come with the bot's code.
 */
export function validateProject(
  { domain, data }: Pick<Project, 'domain' | 'data'>,
  registered: Iterable<string> = [],
): Problem[] {
  const context = checkContext(domain, data, new Set(registered));
  return sortProblems(checks.flatMap((check) => check(context)));
}
