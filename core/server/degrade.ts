import { z } from 'zod';
import type { Capabilities } from '../channel.js';
import { mediaIn, namedFile } from '../media/references.js';
import type { BotMessage, BotMessageData } from '../messages/message.js';
import { buttonsOnCard, choicesOf } from './choices.js';
import { splitText } from './split-text.js';

/** What a platform can show, of all that a channel is capable of. */
type Shown = Pick<Capabilities, 'buttons' | 'maxButtons' | 'images' | 'cards' | 'files' | 'uploads' | 'maxTextLength'>;

const cardText = z.object({ title: z.string().optional(), subtitle: z.string().optional() });
const cardLinks = z.object({
  image_url: z.string().optional(),
  buttons: z.array(z.object({ title: z.string(), url: z.string() }).or(z.unknown())).default([]),
});
const link = z.object({ title: z.string(), url: z.string() });

/**
 * Turns what a channel can't show into text: buttons into a numbered list (see `numberedChoice` for the way back),
 * images and files into their addresses, cards into lines, long text into several messages. Buttons, images and the
 * rest ride on the last message.
 */
export function degrade(message: BotMessage, can: Shown): readonly BotMessage[] {
  const { text, image, elements, attachment, buttons, quick_replies, ...rest } = message;
  const hasButtons = showsButtons(message, can);
  const flatCards = can.cards ? [] : (elements ?? []);
  const isUploaded = can.uploads === true && mediaIn(attachment) !== undefined;
  // Any other attachment is left for the channel to make sense of.
  const flatFile = can.files || isUploaded ? undefined : namedFile(attachment)?.src;
  const paragraphs = [
    text,
    can.images ? undefined : image,
    ...flatCards.map(cardLines),
    flatFile,
    hasButtons ? undefined : numberedList(message),
  ].filter((paragraph) => paragraph !== undefined && paragraph !== '');

  const rich: BotMessage = {
    ...rest,
    ...(can.images && image !== undefined ? { image } : {}),
    ...(can.cards && elements !== undefined ? { elements } : {}),
    ...(attachment !== undefined && flatFile === undefined ? { attachment } : {}),
    ...(hasButtons ? withCardButtons(message, flatCards) : {}),
  };
  const texts = splitText(paragraphs.join('\n'), can.maxTextLength);
  const last = texts.pop();
  return [...texts.map((part) => ({ text: part })), last === undefined ? rich : { ...rich, text: last }];
}

/** Whether a message's choices are shown as buttons, and not as numbered text. */
export function showsButtons(data: BotMessageData, can: Pick<Capabilities, 'buttons' | 'maxButtons'>): boolean {
  return can.buttons && choicesOf(data).length <= (can.maxButtons ?? Number.POSITIVE_INFINITY);
}

/** Buttons stay buttons; those of cards that became text join them. */
function withCardButtons({ buttons, quick_replies }: BotMessage, cards: readonly unknown[]): BotMessage {
  const fromCards = cards.flatMap((card) => buttonsOnCard(card));
  const all = [...(buttons ?? []), ...fromCards];
  return { ...(all.length > 0 ? { buttons: all } : {}), ...(quick_replies ? { quick_replies } : {}) };
}

function numberedList(message: BotMessage): string {
  return choicesOf(message)
    .map(({ title }, index) => `${index + 1}. ${title}`)
    .join('\n');
}

function cardLines(element: unknown): string {
  const { title, subtitle } = cardText.catch({}).parse(element);
  const { image_url, buttons } = cardLinks.catch({ buttons: [] }).parse(element);
  const links = buttons.flatMap((button) => {
    const parsed = link.safeParse(button);
    return parsed.success ? [`${parsed.data.title}: ${parsed.data.url}`] : [];
  });
  return [title, subtitle, image_url, ...links].filter((line) => line !== undefined && line !== '').join('\n');
}
