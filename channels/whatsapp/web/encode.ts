import type { BotMessage } from '../../../core/index.js';
import { fileIn, type SentFile } from '../file.js';

/** Longest text below a picture or document. */
const maxCaption = 1_024;

/** What is sent, one after the other. */
export type Content =
  | { readonly type: 'text'; readonly text: string }
  | (SentFile & { readonly caption?: string | undefined });

/**
 * A bot message as picture, file and text, in this order; the text goes below a picture where it fits. Buttons and cards
 * are text by the time they get here, and WhatsApp Web knows no JSON of the bot's own.
 */
export function encode(message: BotMessage): Content[] {
  const file = fileIn(message.attachment);
  const text = message.text?.trim() ? message.text : undefined;
  const fits = text !== undefined && text.length <= maxCaption && file === undefined;
  const caption = message.image && fits ? text : undefined;
  return [
    ...(message.image ? [{ type: 'image' as const, link: message.image, caption }] : []),
    ...(file ? [file] : []),
    ...(text !== undefined && caption === undefined ? [{ type: 'text' as const, text }] : []),
  ];
}
