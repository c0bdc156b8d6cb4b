import type { BotEntry, Card, Choice, LinkedFile, Picture } from './entries.js';
import { newId } from './entries.js';

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const string = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function decodeChoice(value: unknown): Choice[] {
  const { title, payload, url } = fields(value);
  const label = string(title);
  if (label === undefined) return [];
  const link = string(url);
  return [link === undefined ? { title: label, payload: string(payload) ?? label } : { title: label, url: link }];
}

function decodeCard(value: unknown): Card[] {
  const { title, subtitle, image_url, buttons } = fields(value);
  const label = string(title);
  if (label === undefined) return [];
  const below = string(subtitle);
  const image = string(image_url);
  return [
    {
      title: label,
      choices: list(buttons).flatMap(decodeChoice),
      ...(below === undefined ? {} : { subtitle: below }),
      ...(image === undefined ? {} : { image }),
    },
  ];
}

function decodePicture(src: unknown, title: unknown): Picture | undefined {
  const from = string(src);
  if (from === undefined) return undefined;
  const label = string(title);
  return label === undefined ? { src: from } : { src: from, title: label };
}

/** A file by its address: an attachment that is neither an image nor a template, or a bare address. */
function decodeFile(attachment: unknown): LinkedFile | undefined {
  const { type, payload } = fields(attachment);
  if (type === 'image' || type === 'template') return undefined;
  const { src, url, filename, title } = fields(payload);
  const address = string(attachment) ?? string(src) ?? string(url);
  if (address === undefined) return undefined;
  return { src: address, name: string(filename) ?? string(title) ?? lastPart(address) };
}

/** What an address ends in, as people read it. */
function lastPart(address: string): string {
  const last = /([^/]+)\/?$/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? address;
  try {
    return decodeURIComponent(last);
  } catch {
    return last; // a percent sign that encodes nothing
  }
}

/**
 * A `bot_uttered` payload of Rasa's Socket.IO channel as a transcript entry, or undefined where it holds nothing to show.
 * `metadata.id` names the message, so that one delivered twice is known; without it the message gets a new id.
 */
export function decodeBotMessage(payload: unknown, at: number): BotEntry | undefined {
  const { text, quick_replies, buttons, attachment, image, metadata } = fields(payload);
  const { type, payload: content } = fields(attachment);
  const inner = fields(content);
  const said = string(text);
  const picture = type === 'image' ? decodePicture(inner.src, inner.title) : decodePicture(image, undefined);
  const file = decodeFile(attachment);
  const choices = [...list(quick_replies), ...list(buttons)].flatMap(decodeChoice);
  const cards = list(inner.elements).flatMap(decodeCard);
  if (said === undefined && picture === undefined && file === undefined && choices.length + cards.length === 0)
    return undefined;
  return {
    kind: 'bot',
    id: string(fields(metadata).id) ?? newId(),
    at,
    choices,
    cards,
    ...(said === undefined ? {} : { text: said }),
    ...(picture === undefined ? {} : { picture }),
    ...(file === undefined ? {} : { file }),
  };
}

/** What the server answers to a message: stored, or refused and why. */
export interface Receipt {
  readonly ok: boolean;
  readonly problem?: string;
}

/** An acknowledgement as a receipt; a server that acknowledges without saying anything (Rasa does) has accepted. */
export function decodeReceipt(value: unknown): Receipt {
  const { ok, error } = fields(value);
  if (ok !== false) return { ok: true };
  const { message, remedy } = fields(error);
  const problem = [string(message), string(remedy)].filter((part) => part !== undefined).join(' ');
  return problem === '' ? { ok: false } : { ok: false, problem };
}
