import { type BotMessage, type Button, paragraphsOf, partsOf } from '../../core/index.js';

/** What a `bot_uttered` event carries, as Rasa's `socketio.py` writes it. */
export type WebPayload = Readonly<Record<string, unknown>>;

/**
 * A bot message as the payloads of its `bot_uttered` events: each paragraph is one, buttons are quick replies on the
 * last, each card is one, custom JSON is the payload itself. `metadata.id` is the same whenever the message is sent
 * again, so that a client can tell.
 */
export function encode(message: BotMessage, id: string): WebPayload[] {
  const payloads = partsOf(message).flatMap(payloadsOf);
  return payloads.map((payload, index) => ({
    ...payload,
    metadata: { ...message.metadata, ...Object(payload.metadata), id: `${id}.${index}` },
  }));
}

function payloadsOf(part: BotMessage): WebPayload[] {
  const { text, buttons, custom, image, attachment, elements } = part;
  if (image !== undefined) return [{ attachment: { type: 'image', payload: { src: image } } }];
  if (attachment !== undefined) return [{ attachment }];
  if (elements !== undefined) return elements.map(card);
  if (custom !== undefined) return [customPayload(custom)];
  const texts: WebPayload[] = paragraphsOf(text ?? '').map((paragraph) => ({ text: paragraph }));
  if (buttons === undefined) return texts;
  return [...texts.slice(0, -1), { ...texts.at(-1), quick_replies: buttons.map(quickReply) }];
}

const quickReply = ({ title, payload }: Button) => ({ content_type: 'text', title, payload });

const card = (element: unknown): WebPayload => ({
  attachment: { type: 'template', payload: { template_type: 'generic', elements: [element] } },
});

/** Rasa hands custom JSON to `emit` as keyword arguments: `data` is what is sent, the rest would steer the emitting. */
function customPayload(custom: unknown): WebPayload {
  const object = typeof custom === 'object' && custom !== null && !Array.isArray(custom) ? { ...custom } : { custom };
  if ('data' in object && typeof object.data === 'object' && object.data !== null) return { ...object.data };
  return object;
}
