import type { RawApi } from 'grammy';
import type { Call } from './encode.js';

/** Which method takes custom JSON, by the keys that it has; the most telling first, as in Rasa's `telegram.py`. */
const methods: readonly (readonly [method: keyof RawApi, ...keys: string[]])[] = [
  ['sendVenue', 'latitude', 'longitude', 'title', 'address'],
  ['sendLocation', 'latitude', 'longitude'],
  ['sendContact', 'phone_number', 'first_name'],
  ['sendInvoice', 'title', 'description', 'payload'],
  ['sendMediaGroup', 'media'],
  ['sendPhoto', 'photo'],
  ['sendAudio', 'audio'],
  ['sendDocument', 'document'],
  ['sendSticker', 'sticker'],
  ['sendVideo', 'video'],
  ['sendVideoNote', 'video_note'],
  ['sendAnimation', 'animation'],
  ['sendVoice', 'voice'],
  ['sendDice', 'emoji'],
  ['sendMessage', 'text'],
];

/** The request that custom JSON is meant for, its keys as they are; none when no method takes them. */
export function customCall(custom: unknown): Call[] {
  const payload: Record<string, unknown> = { ...Object(custom) };
  const found = methods.find(([, ...keys]) => keys.every((key) => payload[key] !== undefined));
  return found ? [{ method: found[0], payload }] : [];
}
