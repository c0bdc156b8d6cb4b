import { askedPause, type ParleyError, permanent, retryAfter } from '../../core/index.js';
import type { OutgoingActivity } from '../activity/encode.js';
import type { BotFrameworkConfig } from './config.js';
import { botframeworkError } from './errors.js';
import type { Reference } from './reference.js';
import type { OwnToken } from './token.js';

/** The platform's side that takes what the bot says. */
export interface Connector {
  /**
   * Posts an activity to a conversation, whether or not somebody has just spoken there.
   *
   * @throws ParleyError BOTFRAMEWORK_SEND_FAILED, BOTFRAMEWORK_TOKEN_FAILED
   */
  post(to: Reference, activity: OutgoingActivity): Promise<void>;
}

/** Characters of the platform's words in an error. */
const longestReason = 300;
/** Malformed, not allowed (blocked, or no member any more), gone, too large: the same again changes nothing. */
const hopeless: ReadonlySet<number> = new Set([400, 403, 404, 410, 413]);

/** Makes the way to the platform (learn.microsoft.com/azure/bot-service/rest-api, "Send to Conversation"). */
export function createConnector(config: Pick<BotFrameworkConfig, 'request_timeout'>, ownToken: OwnToken): Connector {
  return {
    async post({ channelId, serviceUrl, conversationId, botId }, activity) {
      const token = await ownToken.get();
      const base = serviceUrl.endsWith('/') ? serviceUrl : `${serviceUrl}/`;
      const addressed = {
        ...activity,
        channelId,
        serviceUrl,
        from: { id: botId, role: 'bot' },
        conversation: { id: conversationId },
      };
      const response = await fetch(`${base}v3/conversations/${encodeURIComponent(conversationId)}/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(addressed),
        signal: AbortSignal.timeout(config.request_timeout * 1_000),
      });
      const answer = await response.text();
      if (response.ok) return;
      if (response.status === 401) ownToken.forget(token);
      throw failureOf(response, answer);
    },
  };
}

function failureOf(response: Response, answer: string): ParleyError {
  const { status, statusText } = response;
  const parameters = { status, reason: answer.slice(0, longestReason) || statusText };
  const failure = botframeworkError('BOTFRAMEWORK_SEND_FAILED', parameters, { owner: 'botframework' });
  if (hopeless.has(status)) return permanent(failure);
  const ms = askedPause(response.headers);
  return ms === undefined ? failure : retryAfter(failure, ms);
}
