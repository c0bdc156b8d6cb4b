import { languageOf } from '../domain/language-slot.js';
import { formatError, ParleyError } from '../errors.js';
import type { BotMessage } from '../messages/message.js';
import { renderResponse } from '../messages/render.js';
import { selectedResponse } from '../nlu/response-selection.js';
import { type ActionHouse, type ActionScope, botEvent } from './runner.js';

/** Renders a response of the domain; `undefined` and a line in the log when it has none for this moment. */
function utter(
  house: ActionHouse,
  scope: ActionScope,
  response: string,
  values?: Readonly<Record<string, unknown>>,
): BotMessage | undefined {
  const { tracker } = scope;
  const variations = house.domain.responses.get(response) ?? [];
  const rendered = renderResponse(response, variations, {
    slots: tracker.slots,
    channel: tracker.latestInputChannel,
    language: languageOf(tracker),
    values,
    random: house.random,
  });
  if (!rendered) {
    const error = new ParleyError('RESPONSE_UNKNOWN', { response });
    house.log.error({ conversationId: tracker.conversationId, code: error.code }, `${error.message} ${error.remedy}`);
    return undefined;
  }
  if (rendered.missing.length > 0) {
    const names = rendered.missing.join(', ');
    house.log.warn({ conversationId: tracker.conversationId, response }, `${response} has no value for ${names}.`);
  }
  return rendered.message;
}

/**
 * Words a response: by the NLG server where the bot has one, else from the domain. Where the server fails, the domain's
 * own text is said, if there is one.
 *
 * @throws ParleyError of the NLG server
 */
export async function compose(
  house: ActionHouse,
  scope: ActionScope,
  response: string,
  values?: Readonly<Record<string, unknown>>,
): Promise<BotMessage | undefined> {
  const server = house.remote?.responses;
  if (!server) return utter(house, scope, response, values);
  const { tracker, signal } = scope;
  try {
    return await server.generate({ response, values, tracker, domain: house.domain }, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (!house.domain.responses.has(response)) throw error;
    const { conversationId } = tracker;
    house.log.error({ conversationId, response }, `${formatError(error)} What the domain has is said instead.`);
    return utter(house, scope, response, values);
  }
}

/** The event of a response that need not be there: an NLG server is asked for it, and nothing is said if it fails. */
export async function composeIfThere(house: ActionHouse, scope: ActionScope, response: string) {
  if (!house.remote?.responses) return utterIfThere(house, scope, response);
  try {
    const message = await compose(house, scope, response);
    return message ? [botEvent(message)] : [];
  } catch (error) {
    scope.signal.throwIfAborted();
    const { conversationId } = scope.tracker;
    house.log.warn({ conversationId, response }, `Nothing is said for ${response}: ${formatError(error)}`);
    return [];
  }
}

/** The event of a response, if the domain has it; nothing, and no complaint, if it hasn't. */
export function utterIfThere(house: ActionHouse, scope: ActionScope, response: string) {
  if (!house.domain.responses.has(response)) return [];
  const message = utter(house, scope, response);
  return message ? [botEvent(message)] : [];
}

/** Says a response of the domain; for `utter_faq` of a retrieval intent, the answer that the selector chose. */
export async function runResponse(name: string, house: ActionHouse, scope: ActionScope) {
  const response = house.domain.responses.has(name)
    ? name
    : (selectedResponse(name, scope.tracker.latestMessage) ?? name);
  const message = await compose(house, scope, response);
  return message ? [botEvent(message)] : [];
}
