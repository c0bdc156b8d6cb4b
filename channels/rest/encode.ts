import { type BotMessage, paragraphsOf, partsOf } from '../../core/index.js';

/** A bot message as Rasa's REST channel writes it. */
export interface RestMessage extends BotMessage {
  readonly recipient_id: string;
}

/**
 * One object for each thing a bot message holds, as Rasa's `CollectingOutputChannel` does: plain text is split at blank
 * lines, text with buttons stays whole.
 */
export function encode(recipient: string, message: BotMessage): RestMessage[] {
  return partsOf(message).flatMap((part): RestMessage[] => {
    if (part.text === undefined || part.buttons) return [{ recipient_id: recipient, ...part }];
    return paragraphsOf(part.text).map((text) => ({ recipient_id: recipient, text }));
  });
}
