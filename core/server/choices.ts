import { z } from 'zod';
import type { BotMessageData, Button } from '../messages/message.js';
import type { Event } from '../tracker/events.js';

const buttonShape = z.object({ title: z.string(), payload: z.string() });
const cardShape = z.object({ buttons: z.array(z.unknown()).default([]) });

/** Everything of a message that a person can choose, in the order in which it is numbered. */
export function choicesOf(data: BotMessageData): readonly Pick<Button, 'title' | 'payload'>[] {
  const onCards = (data.elements ?? []).flatMap((element) => buttonsOnCard(element));
  return [...(data.buttons ?? []), ...(data.quick_replies ?? []), ...onCards];
}

/** The buttons of a card that send something when pressed; those that open a page have no payload. */
export function buttonsOnCard(element: unknown): readonly Pick<Button, 'title' | 'payload'>[] {
  const card = cardShape.safeParse(element);
  if (!card.success) return [];
  return card.data.buttons.flatMap((button) => {
    const parsed = buttonShape.safeParse(button);
    return parsed.success ? [parsed.data] : [];
  });
}

/**
 * What a bare number means where buttons are shown as numbered text: the payload of that button of the latest bot
 * message that had any, as long as the person has said nothing since and `isNumbered` knows its buttons to be text.
 * `undefined` when it means nothing special.
 *
 * @example numberedChoice('2', tracker.events) // '/choose_style{"style":"blackwork"}'
 */
export function numberedChoice(
  text: string,
  events: readonly Event[],
  isNumbered: (data: BotMessageData) => boolean = () => true,
): string | undefined {
  const written = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text)?.[1];
  if (written === undefined) return undefined;
  for (let index = events.length - 1; index >= 0; index--) {
    const event = events[index];
    if (event?.event === 'user') return undefined;
    if (event?.event !== 'bot') continue;
    const choices = choicesOf(event.data);
    if (choices.length > 0) return isNumbered(event.data) ? choices[Number(written) - 1]?.payload : undefined;
  }
  return undefined;
}
