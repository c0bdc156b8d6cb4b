import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type Button, shorten } from '../../core/index.js';

/** Longest ids that WhatsApp takes: 256 characters on a button, 200 in a list; the shorter serves both. */
const maxId = 200;
/** Payloads too long for an id that are remembered; older ones are lost, as are all at a restart. */
const maxKept = 10_000;
const maxButtons = 3;
const maxButtonTitle = 20;
const maxRowTitle = 24;
const maxRowDescription = 72;
/** Ids of this form stand for a payload that is kept here. */
const keyForm = /^parley:[\da-f]{32}$/;

/** A choice as WhatsApp shows it. */
interface Choice {
  readonly id: string;
  readonly title: string;
}

/** The ids of buttons and what they stand for. */
export interface Payloads {
  /** The id for a payload: the payload itself where it fits. */
  idOf(payload: string): string;
  /** The payload behind an id; `undefined` if it was kept here and is no longer known. */
  payloadOf(id: string): string | undefined;
}

/** Makes the table of payloads that don't fit into an id. */
export function createPayloads(): Payloads {
  const kept = new LRUCache<string, string>({ max: maxKept });
  return {
    idOf(payload) {
      if (payload !== '' && payload.length <= maxId && !keyForm.test(payload)) return payload;
      const key = `parley:${createHash('sha256').update(payload).digest('hex').slice(0, 32)}`;
      kept.set(key, payload);
      return key;
    },
    payloadOf: (id) => (keyForm.test(id) ? kept.get(id) : id),
  };
}

/**
 * Buttons as the `action` of an interactive message, and its type: up to three short ones are reply buttons, more or
 * longer ones a list, whose rows show the whole title as their description. WhatsApp refuses two with the same id or
 * reply buttons with the same title, so that of two with the same payload the first is shown.
 */
export function encodeChoices(
  buttons: readonly Pick<Button, 'title' | 'payload'>[],
  payloads: Payloads,
  listButton: string,
): { readonly type: 'button' | 'list'; readonly action: object } {
  const byId = new Map<string, Choice>();
  for (const { title, payload } of buttons) {
    const id = payloads.idOf(payload);
    if (!byId.has(id)) byId.set(id, { id, title: title.replace(/\s+/g, ' ').trim() || id });
  }
  const choices = [...byId.values()];
  const titles = new Set(choices.map(({ title }) => title));
  const isShort = choices.length <= maxButtons && choices.every(({ title }) => title.length <= maxButtonTitle);
  if (isShort && titles.size === choices.length) {
    return { type: 'button', action: { buttons: choices.map((reply) => ({ type: 'reply', reply })) } };
  }
  return { type: 'list', action: { button: listButton, sections: [{ rows: choices.map(rowOf) }] } };
}

function rowOf({ id, title }: Choice): object {
  if (title.length <= maxRowTitle) return { id, title };
  return { id, title: shorten(title, maxRowTitle), description: shorten(title, maxRowDescription) };
}
