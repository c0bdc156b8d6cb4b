import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Button } from '../../core/index.js';

/** The two ways between a button's payload and its `callback_data`, which holds 64 bytes at most. */
export interface ButtonData {
  dataOf(payload: string): string;
  /** `undefined` for a long payload from before a restart; the button's title then has to do. */
  payloadOf(data: string): string | undefined;
}

const maxDataBytes = 64;
const maxLongPayloads = 10_000;
/** Marks data that stands for a payload instead of being one. */
const mark = 'parley:';

/** Payloads that fit travel as they are; for longer ones a hash travels, and the payload is kept in memory. */
export function createButtonData(): ButtonData {
  const long = new LRUCache<string, string>({ max: maxLongPayloads });
  return {
    dataOf(payload) {
      if (Buffer.byteLength(payload) <= maxDataBytes && !payload.startsWith(mark)) return payload;
      const data = mark + createHash('sha256').update(payload).digest('base64url');
      long.set(data, payload);
      return data;
    },
    payloadOf: (data) => (data.startsWith(mark) ? long.get(data) : data),
  };
}

/** A button under a message: it sends `callback_data` back, or opens a page. */
type InlineButton = { readonly text: string } & ({ readonly callback_data: string } | { readonly url: string });

/** The keyboard under a message, in rows that leave titles readable on a phone. */
export function keyboardOf(buttons: readonly Button[], dataOf: ButtonData['dataOf']) {
  const longest = Math.max(...buttons.map(({ title }) => title.length));
  const perRow = longest <= 10 ? 3 : longest <= 18 ? 2 : 1;
  const inline_keyboard: InlineButton[][] = [];
  for (let index = 0; index < buttons.length; index += perRow) {
    inline_keyboard.push(buttons.slice(index, index + perRow).map((button) => inlineButton(button, dataOf)));
  }
  return { inline_keyboard };
}

function inlineButton({ title, payload }: Button, dataOf: ButtonData['dataOf']): InlineButton {
  if (/^https?:\/\//.test(payload)) return { text: title, url: payload };
  return { text: title, callback_data: dataOf(payload || title) };
}
