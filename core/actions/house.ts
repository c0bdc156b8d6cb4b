import type { Domain } from '../domain/domain.js';
import { ParleyError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import type { Services } from '../kernel/plugin.js';
import type { MediaAccess } from '../media/file.js';
import { noMedia } from '../media/no-files.js';
import type { Action } from './action.js';
import { runCustom } from './custom.js';
import { defaultActions } from './default-actions.js';
import { runForm } from './forms.js';
import type { RemoteServers } from './remote/servers.js';
import { type ActionHouse, type ActionRun, botEvent } from './runner.js';
import { runResponse } from './utter.js';

/** What a bot's actions are made of. */
export interface HouseParts {
  readonly domain: Domain;
  readonly actions: readonly Action[];
  /** Read anew for every action; a plugin that is loaded again provides new ones. */
  readonly services: Readonly<Services>;
  /** The files of the bot; without it there are none. */
  mediaFor?(conversationId: string): MediaAccess;
  readonly remote?: RemoteServers | undefined;
  readonly log: Logger;
  random(): number;
}

/**
 * Brings together all that can be run by name. An action of the bot wins over a default action or form of its name.
 *
 * @throws ParleyError `ACTION_DUPLICATE`
 */
export function createActionHouse(parts: HouseParts): ActionHouse {
  const { domain, remote } = parts;
  const own = new Map<string, Action>();
  for (const action of parts.actions) {
    if (own.has(action.name)) throw new ParleyError('ACTION_DUPLICATE', { action: action.name });
    own.set(action.name, action);
  }
  const house: ActionHouse = {
    domain,
    get services() {
      return parts.services;
    },
    mediaFor: (conversationId) => parts.mediaFor?.(conversationId) ?? noMedia,
    log: parts.log,
    random: parts.random,
    ...(remote ? { remote } : {}),
    defines: (name) => own.has(name) || runsOnServer(name),
    knows: (name) => find(name) !== undefined,
    run: async (name, scope) => {
      const run = find(name);
      if (!run)
        throw new ParleyError(isCustom(domain, name) ? 'ACTION_NOT_SERVED' : 'ACTION_UNKNOWN', { action: name });
      return run(house, scope);
    },
  };

  const runsOnServer = (name: string) => remote?.actions !== undefined && isCustom(domain, name);

  function find(name: string): ActionRun | undefined {
    const action = own.get(name);
    if (action) return (_house, scope) => runCustom(action, house, scope);
    const server = runsOnServer(name) ? remote?.actions : undefined;
    if (server) return (_house, scope) => server.run(name, house, scope);
    if (Object.hasOwn(defaultActions, name)) return defaultActions[name as keyof typeof defaultActions];
    if (domain.forms.has(name)) return (_house, scope) => runForm(name, house, scope);
    if (domain.endToEndActions.includes(name)) return () => [botEvent({ text: name })];
    if (isResponse(domain, name)) return (_house, scope) => runResponse(name, house, scope);
    return undefined;
  }
  return house;
}

/**
 * An action of the domain that is none of its responses. One with the name of a default action or of a form takes its
 * place (rasa/core/actions/action.py, `action_for_name_or_text`).
 */
function isCustom(domain: Domain, name: string): boolean {
  return domain.actions.has(name) && !name.startsWith('utter_') && !domain.responses.has(name);
}

/**
 * `utter_faq` answers for a retrieval intent `faq`, whose responses are named `utter_faq/…`. An action `utter_…` of the
 * domain is a response even where no text of it is written; saying it complains of that.
 */
function isResponse(domain: Domain, name: string): boolean {
  if (domain.responses.has(name)) return true;
  if (!name.startsWith('utter_')) return false;
  if (domain.actions.has(name)) return true;
  for (const response of domain.responses.keys()) if (response.startsWith(`${name}/`)) return true;
  return false;
}
