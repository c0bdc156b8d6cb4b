import type { NlgServer } from '../../messages/nlg-server.js';
import type { RemoteActions } from './remote-actions.js';

/** The servers that do parts of a bot's work, where `endpoints.yml` names them. */
export interface RemoteServers {
  readonly actions?: RemoteActions;
  readonly responses?: NlgServer;
}
