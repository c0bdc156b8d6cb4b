import type { BotMessage } from '../messages/message.js';

/**
 * A bot message as the separate things that Rasa's output channels send, in Rasa's order (rasa/core/channels/channel.py,
 * `OutputChannel.send_response`): text with its buttons, custom JSON, image, attachment, cards.
 */
export function partsOf(message: BotMessage): BotMessage[] {
  const { text, buttons, quick_replies, custom, image, attachment, elements } = message;
  const choices = quick_replies?.length ? quick_replies : buttons;
  return [
    ...(text || choices?.length ? [{ text: text ?? '', ...(choices?.length ? { buttons: choices } : {}) }] : []),
    ...(custom === undefined || custom === null ? [] : [{ custom }]),
    ...(image ? [{ image }] : []),
    ...(attachment === undefined || attachment === null ? [] : [{ attachment }]),
    ...(elements?.length ? [{ elements }] : []),
  ];
}

/** One thing that a bot said, as Rasa's `CollectingOutputChannel` keeps it. */
export interface CollectedMessage extends BotMessage {
  readonly recipient_id: string;
}

/** A bot message as Rasa's `CollectingOutputChannel` keeps it: plain text is split at blank lines, with buttons it stays whole. */
export function collectedMessages(recipient: string, message: BotMessage): CollectedMessage[] {
  return partsOf(message).flatMap((part): CollectedMessage[] => {
    if (part.text === undefined || part.buttons) return [{ recipient_id: recipient, ...part }];
    return paragraphsOf(part.text).map((text) => ({ recipient_id: recipient, text }));
  });
}

/** The paragraphs of a text; Rasa's chat channels send each as a message of its own. */
export function paragraphsOf(text: string): string[] {
  return text.trim().split('\n\n');
}
