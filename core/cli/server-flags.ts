import type { Command } from 'commander';
import { readSettings, type SettingFlags, type Settings } from '../config.js';
import { ParleyError } from '../errors.js';
import { jwtMethods } from '../server/auth-keys.js';

/** The flags of a command that serves a bot, as commander hands them over. */
export interface ServerFlags {
  readonly port?: string;
  readonly host?: string;
  readonly interface?: string;
  readonly cors?: string;
  readonly enableApi?: true;
  readonly authToken?: string;
  readonly jwtSecret?: string;
  readonly jwtMethod?: string;
  readonly jwtPrivateKey?: string;
  readonly sslCertificate?: string;
  readonly sslKeyfile?: string;
  readonly sslCaFile?: string;
  readonly sslPassword?: string;
  readonly requestTimeout?: string;
  readonly responseTimeout?: string;
  readonly remoteStorage?: string;
  readonly logLevel?: string;
  readonly verbose?: number;
  readonly debug?: true;
  readonly quiet?: true;
}

/** Adds the flags of a server: those of `rasa run`, with their meaning there, and Parley's own. */
export function addServerFlags(command: Command): Command {
  return command
    .option('-p, --port <number>', 'port to listen on (PORT; default 5005)')
    .option('-i, --interface <address>', 'address to listen on (HOST; default localhost); 0.0.0.0 for every network')
    .option('--host <address>', 'the same as --interface')
    .option('--cors <origins>', 'origins whose pages may show the chat, or "*" (PARLEY_CORS); may be repeated', joined)
    .option('--enable-api', 'serves the HTTP API (PARLEY_ENABLE_API); a token or secret does so too')
    .option('-t, --auth-token <token>', 'opens the HTTP API to callers that know it (PARLEY_AUTH_TOKEN)')
    .option('--jwt-secret <secret>', 'shared secret or public key of the JWTs of callers (PARLEY_JWT_SECRET)')
    .option(
      '--jwt-method <method>',
      `algorithm of the JWTs (PARLEY_JWT_METHOD; default HS256): ${jwtMethods.join(', ')}`,
    )
    .option('--jwt-private-key <key>', 'taken for Rasa’s sake: JWTs are checked here and not issued')
    .option('--ssl-certificate <file>', 'certificate of the server; makes it speak HTTPS')
    .option('--ssl-keyfile <file>', 'key of the certificate')
    .option('--ssl-ca-file <file>', 'certificates of the authority')
    .option('--ssl-password <password>', 'password of the key (PARLEY_SSL_PASSWORD)')
    .option('--request-timeout <seconds>', 'how long a request may take to arrive (default 30)')
    .option('--response-timeout <seconds>', 'how long an answer may take (default 3600)')
    .option('--remote-storage <name>', 'taken for Rasa’s sake: models are fetched from none')
    .option('--log-level <level>', 'debug, info, warn, error or silent (PARLEY_LOG_LEVEL; default info)')
    .option('-v, --verbose', 'the same as --log-level info; twice (-vv): debug', (_, times: number) => times + 1, 0)
    .option('--debug', 'the same as --log-level debug')
    .option('--quiet', 'the same as --log-level warn');
}

const joined = (value: string, before: string | undefined): string => (before ? `${before} ${value}` : value);

/**
 * The settings of flags and environment.
 *
 * @throws ParleyError CONFIG_INVALID, REMOTE_STORAGE_MISSING
 */
export function settingsOf(flags: ServerFlags): Settings {
  const { remoteStorage, enableApi, verbose, debug, quiet, interface: address, jwtPrivateKey: _, ...rest } = flags;
  if (remoteStorage !== undefined) throw new ParleyError('REMOTE_STORAGE_MISSING', { storage: remoteStorage });
  const level = debug || (verbose ?? 0) > 1 ? 'debug' : verbose ? 'info' : quiet ? 'warn' : undefined;
  const given: SettingFlags = {
    ...rest,
    host: rest.host ?? address,
    enableApi: enableApi ? 'true' : undefined,
    logLevel: rest.logLevel ?? level,
  };
  return readSettings(given);
}
