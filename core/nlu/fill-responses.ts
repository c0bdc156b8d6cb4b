import type { Domain } from '../domain/domain.js';
import { variationToJson } from '../domain/domain-json.js';
import { variationsIn } from '../messages/choose.js';
import type { ParseResult } from './parse-result.js';
import type { SelectorEntry } from './response-selection.js';

/**
 * Puts what the chosen answers say beside them, as Rasa's ResponseSelector does: from the domain as it is now, so that a
 * response can be reworded without training. Custom actions read it from `response_selector`.
 */
export function fillResponses(result: ParseResult, domain: Domain): ParseResult {
  const { response_selector: selectors } = result;
  if (!selectors) return result;
  const language = result.language?.name;
  const filled = Object.entries(selectors).map(
    ([name, selector]) => [name, withResponses(selector, domain, language)] as const,
  );
  return { ...result, response_selector: Object.fromEntries(filled) };
}

function withResponses(selector: unknown, domain: Domain, language: string | undefined): unknown {
  const { response } = Object(selector) as Partial<SelectorEntry>;
  if (!response) return selector;
  const variations = domain.responses.get(response.utter_action);
  const responses = variations ? variationsIn(language, variations).map(variationToJson) : null;
  return { ...Object(selector), response: { responses, ...response } };
}
