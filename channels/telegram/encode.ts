import type { RawApi } from 'grammy';
import { type BotMessage, mediaIdIn, namedFile } from '../../core/index.js';
import { type ButtonData, keyboardOf } from './buttons.js';
import { customCall } from './custom.js';
import { toHtml } from './format.js';

/** One request to the Bot API, without the chat that it is for. */
export interface Call {
  readonly method: keyof RawApi;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What is sent when Telegram can't make sense of this (status 400). */
  readonly instead?: Call;
}

/** Characters under a photo at most (https://core.telegram.org/bots/api#sendphoto). */
const maxCaptionLength = 1_024;
/** Telegram refuses a message without words, also under buttons. */
const wordless = '…';

/**
 * A bot message as requests to the Bot API. A picture takes a short text under it, and buttons go with the last of text
 * and picture, so that most messages are one request; files and custom JSON follow.
 */
export function encode(message: BotMessage, dataOf: ButtonData['dataOf']): Call[] {
  const { image, attachment, custom } = message;
  const text = message.text?.trim() ?? '';
  const choices = message.quick_replies?.length ? message.quick_replies : (message.buttons ?? []);
  const keyboard = choices.length > 0 ? { reply_markup: keyboardOf(choices, dataOf) } : {};
  return [
    ...textAndImage(text, image, keyboard),
    ...fileCalls(attachment),
    ...(custom === undefined || custom === null ? [] : customCall(custom)),
  ];
}

function textAndImage(text: string, image: string | undefined, keyboard: object): Call[] {
  if (!image) return text || 'reply_markup' in keyboard ? [textCall(text || wordless, keyboard)] : [];
  if (text.length > maxCaptionLength) return [textCall(text, {}), mediaCall('photo', image, '', keyboard)];
  return [mediaCall('photo', image, text, keyboard)];
}

function textCall(text: string, keyboard: object): Call {
  const plain: Call = { method: 'sendMessage', payload: { text, ...keyboard } };
  const html = toHtml(text);
  if (html === undefined) return plain;
  return { method: 'sendMessage', payload: { text: html, parse_mode: 'HTML', ...keyboard }, instead: plain };
}

const mediaMethods = {
  photo: 'sendPhoto',
  video: 'sendVideo',
  audio: 'sendAudio',
  voice: 'sendVoice',
  document: 'sendDocument',
} as const;

/**
 * Telegram fetches a file of an address itself; where it can't, people get the address. A file of the bot's own is uploaded;
 * what Telegram can't show as a picture or sound is a document.
 */
function mediaCall(kind: keyof typeof mediaMethods, address: string, text: string, keyboard: object): Call {
  const html = toHtml(text);
  const caption = html === undefined ? { caption: text } : { caption: html, parse_mode: 'HTML' };
  const call = { method: mediaMethods[kind], payload: { [kind]: address, ...(text ? caption : {}), ...keyboard } };
  if (mediaIdIn(address) === undefined) {
    return { ...call, instead: textCall(text ? `${text}\n${address}` : address, keyboard) };
  }
  return kind === 'document' ? call : { ...call, instead: mediaCall('document', address, text, keyboard) };
}

function fileCalls(attachment: unknown): Call[] {
  const file = namedFile(attachment);
  return file ? [mediaCall(kindOf(file.type), file.src, '', {})] : [];
}

function kindOf(type: string | undefined): keyof typeof mediaMethods {
  if (type === 'image') return 'photo';
  return type === 'video' || type === 'audio' || type === 'voice' ? type : 'document';
}
