import { type Problem, sortProblems } from '../problem.js';
import type { Project } from '../project.js';
import { brokenMarkup, entityBorders, exampleEntities, overlaps, scarceEntities } from './check-annotations.js';
import { checkpoints } from './check-checkpoints.js';
import { intentEntities, joinedNames, slotMappings } from './check-domain.js';
import { exampleIntents, repeatedExamples, scarceIntents, taughtIntents } from './check-examples.js';
import { forms, unusedForms } from './check-forms.js';
import { idleMappings } from './check-mappings.js';
import { lookups, regexes } from './check-patterns.js';
import { buttons, placeholders, responseConditions, responseVariations } from './check-responses.js';
import { retrievalIntents } from './check-retrieval.js';
import { repeatedRules, ruleConditions, rulesWithoutWords } from './check-rules.js';
import { repeatedStories, storyNames } from './check-stories.js';
import { unusedActions, unusedEntities, unusedIntents, unusedResponses, unusedSlots } from './check-unused.js';
import { type Check, checkContext, type Surroundings } from './context.js';

const checks: readonly Check[] = [
  storyNames,
  repeatedStories,
  checkpoints,
  rulesWithoutWords,
  ruleConditions,
  repeatedRules,
  slotMappings,
  idleMappings,
  forms,
  intentEntities,
  joinedNames,
  exampleIntents,
  exampleEntities,
  taughtIntents,
  scarceIntents,
  scarceEntities,
  repeatedExamples,
  entityBorders,
  overlaps,
  brokenMarkup,
  retrievalIntents,
  regexes,
  lookups,
  buttons,
  responseConditions,
  responseVariations,
  placeholders,
  unusedIntents,
  unusedActions,
  unusedResponses,
  unusedSlots,
  unusedEntities,
  unusedForms,
];

/** What is looked at in the examples of every language. */
const exampleChecks: readonly Check[] = [
  exampleIntents,
  exampleEntities,
  repeatedExamples,
  entityBorders,
  overlaps,
  brokenMarkup,
  regexes,
  lookups,
];

/**
 * Finds what is wrong between the parts of a project: unknown names, missing responses, what never comes into play,
 * what nothing uses. `registered` are the names of the actions that come with the bot's code.
 */
export function validateProject(
  { domain, data }: Pick<Project, 'domain' | 'data'>,
  registered: Iterable<string> = [],
  surroundings: Surroundings = {},
): Problem[] {
  const context = checkContext(domain, data, new Set(registered), surroundings);
  const others = [...(data.otherNlu?.values() ?? [])].map((nlu) => ({ ...context, data: { ...data, nlu } }));
  return sortProblems([
    ...checks.flatMap((check) => check(context)),
    ...others.flatMap((other) => exampleChecks.flatMap((check) => check(other))),
  ]);
}
