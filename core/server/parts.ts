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

/** The paragraphs of a text; Rasa's chat channels send each as a message of its own. */
export function paragraphsOf(text: string): string[] {
  return text.trim().split('\n\n');
}
