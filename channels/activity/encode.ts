import { z } from 'zod';
import type { BotMessage, Button } from '../../core/index.js';
import { type CardAction, cardOf, pressable } from './cards.js';
import { fileIn, isRecord, mimeOf } from './media.js';

/** An activity on its way out, without its sender and conversation. */
export type OutgoingActivity = Readonly<Record<string, unknown>>;

/** How messages are written. */
export interface EncodeSettings {
  /** How texts are to be read. */
  readonly text_format: 'markdown' | 'plain';
  /** Buttons as suggested actions above the input line or on a card; `auto` takes cards in Teams. */
  readonly buttons: 'auto' | 'suggested' | 'card';
}

interface Attachment {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
}

/** A card of Teams shows six buttons at most. */
const buttonsOfOneCard = 6;
const adaptiveCard = 'application/vnd.microsoft.card.adaptive';
const heroCard = 'application/vnd.microsoft.card.hero';
const ready = z.looseObject({ contentType: z.string() });

/**
 * A bot message as one activity, so that it arrives whole or not at all. `custom` may be an adaptive card, any attachment
 * (an object with a `contentType`), or fields of the activity itself, as in Rasa.
 */
export function encode(message: BotMessage, channelId: string, settings: EncodeSettings): OutgoingActivity {
  const { text, custom, image, attachment, elements = [] } = message;
  const choices = message.quick_replies?.length ? message.quick_replies : (message.buttons ?? []);
  const onCards = settings.buttons === 'card' || (settings.buttons === 'auto' && channelId === 'msteams');
  const fields = isRecord(custom) && customAttachment(custom) === undefined ? custom : undefined;
  const attachments: readonly unknown[] = [
    ...(image ? [{ contentType: mimeOf(image), contentUrl: image }] : []),
    ...(onCards ? buttonCards(choices, channelId) : []),
    ...elements.map((element) => ({ contentType: heroCard, content: cardOf(element, channelId) })),
    ...[fileIn(attachment) ?? attachment, custom].flatMap((one) => customAttachment(one) ?? []),
    ...(Array.isArray(fields?.attachments) ? fields.attachments : []),
  ];
  return {
    type: 'message',
    ...(text ? { text, textFormat: settings.text_format } : {}),
    ...(elements.length > 1 ? { attachmentLayout: 'carousel' } : {}),
    ...(choices.length > 0 && !onCards ? { suggestedActions: { actions: actionsOf(choices, channelId) } } : {}),
    inputHint: 'acceptingInput',
    ...fields,
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

function actionsOf(choices: readonly Button[], channelId: string): readonly CardAction[] {
  return choices.map((choice) => pressable(choice, channelId));
}

function buttonCards(choices: readonly Button[], channelId: string): readonly Attachment[] {
  const cards: Attachment[] = [];
  for (let first = 0; first < choices.length; first += buttonsOfOneCard) {
    const buttons = actionsOf(choices.slice(first, first + buttonsOfOneCard), channelId);
    cards.push({ contentType: heroCard, content: { buttons } });
  }
  return cards;
}

/** What is an attachment as it stands, or an adaptive card that only has to be wrapped in one. */
function customAttachment(value: unknown): Attachment | undefined {
  if (isRecord(value) && value.type === 'AdaptiveCard') return { contentType: adaptiveCard, content: value };
  const parsed = ready.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
