import { z } from 'zod';
import type { BotFrameworkConfig } from './config.js';
import { botframeworkError } from './errors.js';

/** The bot's own token, with which it speaks to the platform. */
export interface OwnToken {
  /** @throws ParleyError BOTFRAMEWORK_TOKEN_FAILED */
  get(): Promise<string>;
  /** Forgets a token that was refused. */
  forget(token: string): void;
}

/** A token is renewed this long before it ends, in ms. */
const earlyMs = 300_000;
const granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/**
 * Gets tokens by the client credentials grant, one request at a time, and keeps them as long as they last
 * (learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication, "Bot to Connector").
 */
export function createOwnToken(config: BotFrameworkConfig, now: () => number = Date.now): OwnToken {
  const endpoint = config.token_endpoint ?? `https://login.microsoftonline.com/${config.tenant}/oauth2/v2.0/token`;
  let kept: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: config.app_id,
      client_secret: config.app_password,
      scope: config.oauth_scope,
    });
    const response = await fetch(endpoint, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(config.request_timeout * 1_000),
    });
    const answer: unknown = await response.json().catch(() => undefined);
    const parsed = granted.safeParse(answer);
    if (!response.ok || !parsed.success) {
      const parameters = { status: response.status, reason: refusal(answer) };
      throw botframeworkError('BOTFRAMEWORK_TOKEN_FAILED', parameters, { owner: 'botframework' });
    }
    const { access_token, expires_in } = parsed.data;
    kept = { token: access_token, until: now() + Math.max(expires_in * 1_000 - earlyMs, expires_in * 500) };
    return access_token;
  }

  return {
    async get() {
      if (kept && kept.until > now()) return kept.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
    forget(token) {
      if (kept?.token === token) kept = undefined;
    },
  };
}

/** The code of an OAuth error (RFC 6749, section 5.2); its description may quote the request. */
function refusal(answer: unknown): string {
  const parsed = z.object({ error: z.string() }).safeParse(answer);
  return parsed.success ? parsed.data.error : 'no token in the answer';
}
