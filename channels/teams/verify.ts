import type { Activity as LibraryActivity } from 'botbuilder';
import { z } from 'zod';
import type { ParleyError } from '../../core/index.js';
import type { BotFrameworkConfig } from './config.js';
import { botframeworkError } from './errors.js';

/**
 * Makes sure that a request comes from the platform and is for this bot.
 *
 * @throws ParleyError BOTFRAMEWORK_UNVERIFIED, BOTFRAMEWORK_KEYS_UNAVAILABLE
 */
export type Verify = (authorization: string | undefined, body: unknown) => Promise<void>;

/** What the token is checked against; a body without it matches no token. */
const claimed = z.object({ channelId: z.string().catch(''), serviceUrl: z.string().catch('') });
/** Looked at before the signature is: botbuilder takes tokens of the Emulator for any audience and any service address. */
const ownClaims = z.object({ iss: z.string(), aud: z.string() });
const bearer = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/;
/** Errors of botframework-connector and jsonwebtoken that speak about the token. */
const aboutToken = z.object({
  name: z.enum(['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError']).optional().catch(undefined),
  statusCode: z.number().optional().catch(undefined),
});

/**
 * Makes a check of issuer, audience, time (5 minutes of skew), signature, the channels that the key is endorsed for, and
 * the service address. It is botbuilder's own, and can't be turned off: a token of another app, or none, is refused.
 */
export async function createVerify(config: BotFrameworkConfig): Promise<Verify> {
  const { ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  const authentication = new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: config.app_id,
    MicrosoftAppPassword: config.app_password,
    ToBotFromChannelOpenIdMetadataUrl: config.open_id_metadata,
    ToBotFromChannelTokenIssuer: config.token_issuer,
    ToBotFromEmulatorOpenIdMetadataUrl:
      'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
    ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${config.tenant}`,
    ToChannelFromBotOAuthScope: config.oauth_scope.replace(/\/\.default$/, ''),
  });

  return async (authorization, body) => {
    const claims = readClaims(authorization ?? '');
    if (authorization === undefined || claims === undefined) throw unverified('there is no bearer token');
    if (claims.aud !== config.app_id) throw unverified('the token is for another app');
    if (claims.iss !== config.token_issuer && !config.emulator) throw unverified('another issuer made the token');
    const { channelId, serviceUrl } = claimed.catch({ channelId: '', serviceUrl: '' }).parse(body);
    // The library takes what is empty for any channel and any service.
    if (channelId === '' || serviceUrl === '') throw unverified('the body names no channel or no service');
    const activity: Partial<LibraryActivity> = { channelId, serviceUrl };
    try {
      await authentication.authenticateRequest(activity as LibraryActivity, authorization);
    } catch (cause) {
      const { name, statusCode } = aboutToken.catch({ name: undefined, statusCode: undefined }).parse(cause);
      const reason = cause instanceof Error ? cause.message : String(cause);
      if (name !== undefined || (statusCode !== undefined && statusCode < 500)) throw unverified(reason, cause);
      throw botframeworkError('BOTFRAMEWORK_KEYS_UNAVAILABLE', { reason }, { owner: 'botframework', cause });
    }
  };
}

/** What a token says of itself; the library decodes before it checks, and stumbles over what is no token at all. */
function readClaims(authorization: string): z.infer<typeof ownClaims> | undefined {
  const [, header, payload] = bearer.exec(authorization) ?? [];
  if (header === undefined || payload === undefined) return undefined;
  try {
    z.object({}).parse(decodeJson(header));
    return ownClaims.parse(decodeJson(payload));
  } catch {
    return undefined;
  }
}

const decodeJson = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());

function unverified(reason: string, cause?: unknown): ParleyError {
  return botframeworkError('BOTFRAMEWORK_UNVERIFIED', { reason }, { owner: 'botframework', cause });
}
