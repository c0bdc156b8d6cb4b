import { readFileSync } from 'node:fs';
import type { Settings } from '../config.js';
import { formatError, ParleyError } from '../errors.js';
import type { Logger } from '../kernel/logger.js';
import { jwtLock } from '../server/auth-keys.js';
import type { ServerOptions, Tls } from '../server/server.js';

/** How callers get in: what they have to show, how they are spoken to, and how long they may take. */
type Door = Pick<ServerOptions, 'authToken' | 'jwt' | 'tls' | 'limits'>;

/** The HTTP API is there where somebody asked for it, or said who may call it. */
export const isApiWanted = ({ enableApi, authToken, jwtSecret }: Settings): boolean =>
  enableApi || authToken !== undefined || jwtSecret !== undefined;

/**
 * Reads what the settings say of the door, and warns when they leave it open.
 *
 * @throws ParleyError JWT_KEY_INVALID, TLS_INVALID
 */
export function doorOf(settings: Settings, log: Logger): Door {
  const { enableApi, authToken, jwtSecret, jwtMethod, host } = settings;
  if (enableApi && authToken === undefined && jwtSecret === undefined) {
    const message =
      'The HTTP API is open to everybody who reaches it: all conversations and the model. Set --auth-token or --jwt-secret.';
    log.warn({ host }, message);
  }
  return {
    authToken,
    jwt: jwtSecret === undefined ? undefined : jwtLock(jwtSecret, jwtMethod),
    tls: tlsOf(settings),
    limits: { requestMs: settings.requestTimeout * 1_000, responseMs: settings.responseTimeout * 1_000 },
  };
}

/** The certificate of a server, where the settings name one. @throws ParleyError TLS_INVALID */
export function tlsOf({
  sslCertificate,
  sslKeyfile,
  sslCaFile,
  sslPassword,
}: Pick<Settings, 'sslCertificate' | 'sslKeyfile' | 'sslCaFile' | 'sslPassword'>): Tls | undefined {
  if (sslCertificate === undefined) return undefined;
  // One file may hold both, as in Rasa.
  const key = readPem(sslKeyfile ?? sslCertificate);
  return {
    cert: readPem(sslCertificate),
    key,
    ...(sslCaFile === undefined ? {} : { ca: readPem(sslCaFile) }),
    ...(sslPassword === undefined ? {} : { passphrase: sslPassword }),
  };
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ParleyError('TLS_INVALID', { file, reason: formatError(cause) }, { cause });
  }
}
