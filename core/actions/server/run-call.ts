import { z } from 'zod';
import type { Domain } from '../../domain/domain.js';
import { formatError } from '../../errors.js';
import type { Logger } from '../../kernel/logger.js';
import type { Services } from '../../kernel/plugin.js';
import type { MediaAccess } from '../../media/file.js';
import { type Action, type ActionContext, ActionRejected } from '../action.js';
import { runWithin } from '../run-within.js';
import { callSchema, conversationOf, type ServedCall } from './call.js';
import { type Dispatched, dispatched, dispatchedResponse, withoutTime } from './dispatched.js';
import type { ServedDomain } from './served-domain.js';

/** What the actions of an action server are run with. */
export interface ServedActions {
  /** By name; read anew for every call. */
  readonly actions: ReadonlyMap<string, Action>;
  readonly domain: ServedDomain;
  readonly services: Readonly<Services>;
  mediaFor(conversationId: string): MediaAccess;
  readonly log: Logger;
  clock(): Date;
}

/** An answer over HTTP, in rasa-sdk's words (rasa_sdk/endpoint.py). */
export interface ServedAnswer {
  readonly status: 200 | 400 | 404 | 449 | 500;
  readonly body: unknown;
}

/** Runs the action of a call. Whatever goes wrong becomes an answer. */
export async function runCall(body: unknown, served: ServedActions, signal: AbortSignal): Promise<ServedAnswer> {
  if (body === undefined || body === null) return { status: 400, body: { error: 'Invalid body request' } };
  const parsed = callSchema.safeParse(body);
  if (!parsed.success) return { status: 500, body: { error: z.prettifyError(parsed.error), request_body: body } };
  const call = parsed.data;
  const name = call.next_action;
  if (!name) {
    served.log.warn({}, 'A call named no action.');
    return { status: 200, body: null };
  }
  const action = served.actions.get(name);
  if (!action) {
    served.log.error({ action: name }, `No action "${name}" is here.`);
    return { status: 404, body: { error: `No registered action found for name '${name}'.`, action_name: name } };
  }
  const domain = served.domain.of(call);
  if (!domain) {
    const error = `Domain context is missing. Send the call of '${name}' again with the domain.`;
    return { status: 449, body: { error, action_name: name } };
  }
  return run(action, call, domain, served, signal);
}

async function run(
  action: Action,
  call: ServedCall,
  domain: Domain,
  served: ServedActions,
  signal: AbortSignal,
): Promise<ServedAnswer> {
  const responses: Dispatched[] = [];
  try {
    const events = await runWithin(action, signal, (own) => contextOf(call, domain, served, own, responses));
    return { status: 200, body: { events: withoutTime(events), responses } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof ActionRejected) {
      const reason = message || `Custom action '${action.name}' rejected execution of`;
      return { status: 400, body: { error: reason, action_name: action.name } };
    }
    served.log.error({ action: action.name, error }, formatError(error));
    return { status: 500, body: { error: message, request_body: call } };
  }
}

function contextOf(
  call: ServedCall,
  domain: Domain,
  served: ServedActions,
  signal: AbortSignal,
  responses: Dispatched[],
): ActionContext {
  const conversation = conversationOf(call);
  return {
    ...conversation,
    domain,
    get services() {
      return served.services;
    },
    media: served.mediaFor(conversation.conversationId),
    now: served.clock(),
    signal,
    say: (message) => void responses.push(dispatched(message)),
    utter: (response, values) => void responses.push(dispatchedResponse(response, values)),
  };
}
