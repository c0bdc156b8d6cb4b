import type { Outgoing } from '../../core/index.js';
import { encode } from '../activity/encode.js';
import type { DirectLineConfig } from './config.js';
import type { User } from './decode.js';
import type { Posted } from './posted.js';
import type { Activity } from './record.js';

/** The name of this channel in activities. */
const channelId = 'directline';

/** The id of the activity that brought a message in: the same whenever it is posted again. */
export const heardId = (conversation: string, inboxId: string): string => `${conversation}|in-${inboxId}`;
/** The id of the activity that a message of the bot is: the same whenever it is sent again. */
export const saidId = (conversation: string, outgoingId: string): string => `${conversation}|out-${outgoingId}`;

/** What a person said, as all pages of the conversation get it; a page knows its own by `channelData.clientActivityID`. */
export function heardActivity(posted: Posted, id: string, conversation: string, user: User): Activity {
  return { ...posted, ...common(id, conversation), from: { ...user, role: 'user' } };
}

/** What the bot says. */
export function saidActivity({ id, recipient, inboxId, message }: Outgoing, config: DirectLineConfig): Activity {
  return {
    ...encode(message, channelId, config),
    ...common(saidId(recipient, id), recipient),
    from: botAccount(config),
    ...(inboxId === undefined ? {} : { replyToId: heardId(recipient, inboxId) }),
  };
}

/** That the bot is at work. */
export function typingActivity(id: string, conversation: string, config: DirectLineConfig): Activity {
  return { type: 'typing', ...common(id, conversation), from: botAccount(config) };
}

const botAccount = ({ bot_name }: DirectLineConfig) => ({ id: 'bot', name: bot_name, role: 'bot' });

const common = (id: string, conversation: string) => ({
  id,
  channelId,
  conversation: { id: conversation },
  timestamp: new Date().toISOString(),
});
