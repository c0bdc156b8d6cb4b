import { z } from 'zod';
import { type BotMessage, shorten } from '../../core/index.js';
import { encodeChoices, type Payloads } from './choices.js';
import type { CloudConfig } from './config.js';
import { fileIn } from './file.js';

/** The part of a request to the Graph API that says what is sent; who gets it is added by the transport. */
export type Content = Readonly<Record<string, unknown>> & { readonly type: string };

/** Longest text above buttons, and below a picture or document. */
const maxBody = 1_024;
/** Longest value of a template's parameter. */
const maxParameter = 1_024;

const custom = z.looseObject({ type: z.string().min(1) });
/**
 * A bot message as what WhatsApp is asked to send, in this order: picture, file, text or text with choices, and JSON of
 * the bot's own (`custom` with a `type` of the Graph API, such as a template or a location).
 */
export function encode(
  message: BotMessage,
  payloads: Payloads,
  { list_button, choices_text }: Pick<CloudConfig, 'list_button' | 'choices_text'>,
): Content[] {
  const contents: Content[] = [];
  const choices = [...(message.buttons ?? []), ...(message.quick_replies ?? [])];
  const file = encodeFile(message.attachment);
  let text = message.text?.trim() ? message.text : undefined;

  if (message.image) {
    const fits = text !== undefined && text.length <= maxBody && choices.length === 0 && file === undefined;
    contents.push(media('image', { link: message.image, ...(fits ? { caption: text } : {}) }));
    if (fits) text = undefined;
  }
  if (file) contents.push(file);
  if (text !== undefined && (choices.length === 0 || text.length > maxBody)) {
    contents.push(encodeText(text));
    text = undefined;
  }
  if (choices.length > 0) {
    const shown = encodeChoices(choices, payloads, list_button);
    contents.push({ type: 'interactive', interactive: { ...shown, body: { text: text ?? choices_text } } });
  }
  const own = custom.safeParse(message.custom);
  if (own.success) contents.push(own.data);
  return contents;
}

/** A template with the message's text as the value of `{{1}}`, where it has one: on one line, as WhatsApp asks for. */
export function encodeTemplate(
  { name, language, with_text }: NonNullable<CloudConfig['template']>,
  text: string,
): Content {
  const parameters = [{ type: 'text', text: shorten(text.replace(/\s+/g, ' ').trim(), maxParameter) }];
  const components = with_text ? { components: [{ type: 'body', parameters }] } : {};
  return { type: 'template', template: { name, language: { code: language }, ...components } };
}

function encodeText(body: string): Content {
  return { type: 'text', text: { body, preview_url: /https?:\/\//.test(body) } };
}

function encodeFile(attachment: unknown): Content | undefined {
  const file = fileIn(attachment);
  if (!file) return undefined;
  const { type, link, filename } = file;
  return media(type, type === 'document' ? { link, filename } : { link });
}

function media(type: string, content: object): Content {
  return { type, [type]: content };
}
