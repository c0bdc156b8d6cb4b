import { type Action, type Button, defineAction, type Event, followup, slotSet } from '../core/index.js';

/** How a "yes" is taken. */
export interface TakeUpOfferOptions {
  /** The action's name; default `action_take_up_offer`. */
  readonly name?: string;
  /** The action or form that runs for the intent of a button's payload. */
  readonly offers: Readonly<Record<string, string>>;
  /** Intents that a "yes" means when their button comes first, even if its title does not begin with "Yes". */
  readonly always?: readonly string[];
  /** Said when nothing was offered. */
  readonly idleResponse: string;
}

interface Offer {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Takes a typed "yes" for a press of the button that says yes: the one of the bot's last message whose title begins
 * with "Yes". So an offer is made by a button alone, in a response as well as in an action, and no slot has to
 * remember it.
 *
 * @example takeUpOffer({ offers: { book_appointment: 'booking_form' }, idleResponse: 'utter_affirm_idle' })
 */
export function takeUpOffer({
  name = 'action_take_up_offer',
  offers,
  always = [],
  idleResponse,
}: TakeUpOfferOptions): Action {
  return defineAction({
    name,
    run: ({ events, domain, utter }) => {
      const offer = readOffer(lastButtons(events), always);
      const next = offer && offers[offer.intent];
      if (!offer || next === undefined) {
        utter(idleResponse);
        return [];
      }
      const slots = Object.entries(offer.values).filter(([slot]) => domain.slots.has(slot));
      return [...slots.map(([slot, value]) => slotSet(slot, value)), followup(next)];
    },
  });
}

/** The buttons under what the bot said last, before the person spoke. */
function lastButtons(events: readonly Event[]): readonly Button[] {
  const user = events.findLastIndex((event) => event.event === 'user');
  const said = events.slice(0, Math.max(user, 0)).findLast((event) => event.event === 'bot');
  return said?.data.buttons ?? [];
}

function readOffer(buttons: readonly Button[], always: readonly string[]): Offer | undefined {
  const offered = buttons.map((button) => ({ title: button.title, offer: parsePayload(button.payload) }));
  const yes = offered.find(({ title }) => /^yes\b/i.test(title));
  const first = offered[0]?.offer;
  return yes?.offer ?? (first && always.includes(first.intent) ? first : undefined);
}

/** `/intent{"slot": "value"}`. */
function parsePayload(payload: string): Offer | undefined {
  const hit = /^\/([^{]+)(\{.*\})?$/s.exec(payload);
  if (!hit?.[1]) return undefined;
  try {
    const values: unknown = JSON.parse(hit[2] ?? '{}');
    return { intent: hit[1].trim(), values: typeof values === 'object' && values !== null ? { ...values } : {} };
  } catch {
    return undefined;
  }
}
