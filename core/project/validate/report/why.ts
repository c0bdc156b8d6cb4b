import type { Problem } from '../../problem.js';
import { checkTexts } from '../check-texts.js';

/** Why others than the checks of this folder matter, by the beginning of their codes. */
const whyByArea: readonly (readonly [start: string, why: string])[] = [
  ['YAML_', 'What is written there is not read as it is meant.'],
  ['FILE_', 'What the file holds is not learned.'],
  ['CONFIG_VARIABLE', 'What waits for it does not work where it is not set.'],
  ['RULE_CONTRADICTS', 'Rules are followed to the letter, so the other is never heard.'],
  ['RULE_', 'The rule would not do what it says.'],
  ['RESPONSE_', 'The bot would say less than is meant, or nothing.'],
  ['SLOT_', 'The slot would not hold what is meant, or policies would not see it.'],
  ['FORM_', 'The form would not ask for what is meant.'],
  ['MAPPING_', 'The slot would not be filled as it is meant.'],
  ['DOMAIN_', 'Of two definitions of one name only one can hold.'],
  ['ENTITY_', 'The entity would not be learned.'],
  ['EXAMPLE', 'The example would not be learned.'],
  ['SYNONYM_', 'A spelling can stand for one value only.'],
  ['STEP', 'The story or rule would be learned without this step.'],
  ['ENDPOINT_', 'What is asked for there fails.'],
  ['NLU_', 'The bot cannot be trained.'],
];

/** Why a problem matters, in one sentence. */
export function whyOf({ code, severity }: Problem): string {
  const own = (checkTexts as Readonly<Record<string, { readonly why: string } | undefined>>)[code]?.why;
  const area = whyByArea.find(([start]) => code.startsWith(start))?.[1];
  const general = severity === 'error' ? 'The bot cannot be trained.' : 'It has no effect as it is written.';
  return own ?? area ?? general;
}
