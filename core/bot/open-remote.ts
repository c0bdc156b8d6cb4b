import { existsSync } from 'node:fs';
import { createRemoteActions, type RemoteActions } from '../actions/remote/remote-actions.js';
import type { RemoteServers } from '../actions/remote/servers.js';
import { actionEndpointFields } from '../actions/remote/settings.js';
import type { Logger } from '../kernel/logger.js';
import { createNlgServer, type NlgServer } from '../messages/nlg-server.js';
import { type ConfigFile, type Environment, readConfigFile } from '../project/config-file.js';
import { endpointFields, readEndpoint } from '../remote/endpoint.js';
import type { LoadedBot } from './load-bot.js';

/** The servers that a bot calls, and the way to let go of them. */
export interface OpenRemote {
  readonly servers: RemoteServers;
  close(): Promise<void>;
}

/** How a bot reaches the servers that its files name. */
export interface RemoteOptions {
  readonly bot: Pick<LoadedBot, 'folder' | 'endpoints'>;
  readonly log: Logger;
  readonly environment?: Environment;
}

/**
 * Reads `action_endpoint` and `nlg` of a bot's endpoints file. Nothing is called yet.
 *
 * @throws ParleyError ENDPOINT_INVALID, ENDPOINT_CERTIFICATE_MISSING, PROJECT_INVALID
 */
export async function openRemote({ bot, log, environment = process.env }: RemoteOptions): Promise<OpenRemote> {
  if (!existsSync(bot.endpoints)) return { servers: {}, close: async () => undefined };
  const file = await readConfigFile(bot.endpoints, environment);
  const actions = actionsOf(file, bot.folder, log, environment);
  const responses = responsesOf(file, bot.folder, log);
  return {
    servers: { ...(actions ? { actions } : {}), ...(responses ? { responses } : {}) },
    async close() {
      await Promise.all([actions?.close(), responses?.close()]);
    },
  };
}

function actionsOf(
  file: ConfigFile,
  botFolder: string,
  log: Logger,
  environment: Environment,
): RemoteActions | undefined {
  const read = readEndpoint(file, 'action_endpoint', actionEndpointFields, botFolder);
  if (!read) return undefined;
  for (const note of read.notes) log.warn({}, note);
  return createRemoteActions(read.settings, isOn(environment.COMPRESS_ACTION_SERVER_REQUEST));
}

/** `type: response` is Rasa's name for the texts of the domain (rasa/core/nlg/generator.py). */
function responsesOf(file: ConfigFile, botFolder: string, log: Logger): NlgServer | undefined {
  const type = Object(file.value.nlg).type;
  if (type === 'response') return undefined;
  const read = readEndpoint(file, 'nlg', endpointFields, botFolder);
  if (!read) return undefined;
  for (const note of read.notes) log.warn({}, note);
  if (type !== undefined && type !== null && type !== 'callback') {
    log.warn({}, `\`type: ${type}\` of \`nlg\` in endpoints.yml is not there; the server at its \`url\` is asked.`);
  }
  return createNlgServer(read.settings);
}

/** As Rasa reads a switch of the environment (rasa/utils/common.py, `get_bool_env_variable`). */
const isOn = (value: string | undefined): boolean =>
  ['true', '1', 't', 'yes', 'y'].includes((value ?? '').toLowerCase());
