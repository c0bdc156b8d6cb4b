import { z } from 'zod';
import type { Domain } from '../../domain/domain.js';
import { ParleyError } from '../../errors.js';
import { createEndpointClient, type EndpointAnswer } from '../../remote/client.js';
import type { Event } from '../../tracker/events.js';
import { ActionRejected } from '../action.js';
import type { ActionHouse, ActionScope } from '../runner.js';
import { eventsOfAnswer } from './answer.js';
import { callOf, type DomainShare } from './call.js';
import type { ActionEndpoint } from './settings.js';

/** Runs the actions of a domain on an action server, such as rasa-sdk's. */
export interface RemoteActions {
  /**
   * Calls the server.
   *
   * @throws ActionRejected when the action does not want to run
   * @throws ParleyError ACTION_ON_SERVER_FAILED, ACTION_ON_SERVER_UNKNOWN, ACTION_ANSWER_INVALID, ENDPOINT_*
   */
  run(action: string, house: ActionHouse, scope: ActionScope): Promise<readonly Event[]>;
  close(): Promise<void>;
}

/** How rasa-sdk says what went wrong. */
const faultSchema = z.object({ error: z.string().nullish(), action_name: z.string().nullish() });

/** Send the call again with the domain: its digest means nothing to the server (rasa-sdk, `ActionMissingDomainException`). */
const DOMAIN_NEEDED = 449;

/** Reaches an action server. */
export function createRemoteActions(endpoint: ActionEndpoint, compress: boolean): RemoteActions {
  const name = 'action_endpoint';
  const client = createEndpointClient({
    endpoint,
    name,
    what: 'action server',
    compress: endpoint.compress ?? compress,
  });

  return {
    async run(action, house, scope) {
      const { tracker, signal } = scope;
      const post = (share: DomainShare) =>
        client.post(callOf(action, tracker, house.domain, share, endpoint), { signal, kind: action });
      const first = await post(shareOf(action, house.domain, endpoint));
      const answer = first.status === DOMAIN_NEEDED ? await post('all') : first;
      if (answer.status >= 200 && answer.status < 300) return eventsOfAnswer(answer.text, action, house, scope);
      throw refusalOf(action, answer);
    },
    close: client.close,
  };
}

/** As in Rasa, all of the domain, unless the settings say that it is not wanted. */
function shareOf(action: string, domain: Domain, settings: ActionEndpoint): DomainShare {
  if (settings.enable_domain_digest) return 'digest';
  return !settings.enable_selective_domain || domain.actions.get(action)?.sendDomain ? 'all' : 'none';
}

function refusalOf(action: string, { status, text }: EndpointAnswer): Error {
  const fault = faultSchema.safeParse(jsonOf(text)).data;
  if (status === 400 && fault?.action_name) return new ActionRejected(fault.error ?? `${action} does not want to run.`);
  const reason = fault?.error?.slice(0, 500) ?? (text.slice(0, 100).trim() || 'it gave no reason');
  const code = status === 404 ? 'ACTION_ON_SERVER_UNKNOWN' : 'ACTION_ON_SERVER_FAILED';
  return new ParleyError(code, { action, status, reason }, { owner: action });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
