import { z } from 'zod';
import type { Button } from '../../core/index.js';

/** A button as the protocol writes it. */
export interface CardAction {
  readonly type: 'messageBack' | 'imBack' | 'openUrl';
  readonly title: string;
  readonly value: unknown;
  readonly text?: string;
  readonly displayText?: string;
}

/**
 * Where a pressed button can show its title and send its payload
 * (learn.microsoft.com/azure/bot-service/bot-service-channels-reference, "Card action support by channel"); elsewhere the
 * payload itself is said.
 */
const knowMessageBack: ReadonlySet<string> = new Set(['msteams', 'webchat', 'directline', 'emulator']);

const element = z.object({
  title: z.string().optional(),
  subtitle: z.string().optional(),
  image_url: z.string().optional(),
  default_action: z.object({ url: z.string() }).optional().catch(undefined),
  buttons: z.array(z.unknown()).default([]),
});
const sending = z.object({ title: z.string(), payload: z.string() });
const opening = z.object({ title: z.string(), url: z.string() });

/** A button that brings its payload back. */
export function pressable({ title, payload }: Pick<Button, 'title' | 'payload'>, channelId: string): CardAction {
  if (!knowMessageBack.has(channelId)) return { type: 'imBack', title, value: payload };
  return { type: 'messageBack', title, displayText: title, text: payload, value: { payload } };
}

/** An element of Rasa's shape as the content of a hero card. */
export function cardOf(value: unknown, channelId: string): Readonly<Record<string, unknown>> {
  const { title, subtitle, image_url, default_action, buttons } = element.catch({ buttons: [] }).parse(value);
  const actions = buttons.flatMap((button) => cardButton(button, channelId));
  return {
    ...(title ? { title } : {}),
    ...(subtitle ? { subtitle } : {}),
    ...(image_url ? { images: [{ url: image_url, ...(title ? { alt: title } : {}) }] } : {}),
    ...(actions.length > 0 ? { buttons: actions } : {}),
    ...(default_action ? { tap: { type: 'openUrl', title: title ?? '', value: default_action.url } } : {}),
  };
}

function cardButton(button: unknown, channelId: string): readonly CardAction[] {
  const sends = sending.safeParse(button);
  if (sends.success) return [pressable(sends.data, channelId)];
  const opens = opening.safeParse(button);
  return opens.success ? [{ type: 'openUrl', title: opens.data.title, value: opens.data.url }] : [];
}
