import { z } from 'zod';
import { permanent } from '../../core/index.js';
import { botframeworkError } from './errors.js';

/** Where a conversation goes on; the bot can speak there without being asked. */
export interface Reference {
  /** Bot Framework's name of the channel, such as `msteams` or `webchat`. */
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversationId: string;
  /** The bot's own id in the conversation. */
  readonly botId: string;
}

const written = z.tuple([z.string(), z.string(), z.string(), z.string().optional()]);

/** The bot's id in Teams. */
const teamsBotId = (appId: string) => `28:${appId}`;

/**
 * A reference in as few characters as it takes: a recipient may have 255, and a conversation of Teams alone has 130. The
 * id that can be told from the app's is left out.
 */
export function writeReference({ channelId, serviceUrl, conversationId, botId }: Reference, appId: string): string {
  const parts = [channelId, serviceUrl, conversationId];
  return JSON.stringify(botId === teamsBotId(appId) ? parts : [...parts, botId]);
}

/**
 * Reads what `writeReference` wrote.
 *
 * @throws ParleyError BOTFRAMEWORK_PLACE_UNKNOWN; trying again changes nothing
 */
export function readReference(recipient: string, appId: string): Reference {
  try {
    const [channelId, serviceUrl, conversationId, botId = teamsBotId(appId)] = written.parse(JSON.parse(recipient));
    return { channelId, serviceUrl, conversationId, botId };
  } catch (cause) {
    throw permanent(botframeworkError('BOTFRAMEWORK_PLACE_UNKNOWN', { recipient: recipient.slice(0, 100) }, { cause }));
  }
}
