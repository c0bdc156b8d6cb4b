import type { ActionContext, BotTypes } from 'parley';

/** The slots of the tattoo studio's domain. */
export interface TattooSlots {
  style: string;
  body_part: string;
  size: string;
  color: string;
  artist: string;
  date: string;
  time: string;
  budget: string;
  name: string;
  phone: string;
  email: string;
  contact: string;
  booking_ref: string;
  idea: string;
  appointment_kind: string;
  date_window: string;
  time_window: string;
  booking_confirmed: boolean;
  cancel_confirmed: boolean;
  handed_over: boolean;
  /** IETF tag of the language that the conversation is in. */
  language: string;
  requested_slot: string;
}

/** The responses of the tattoo studio's domain. */
type TattooResponse = `utter_${string}`;

/** The names of the tattoo studio's domain. */
export interface TattooBot extends BotTypes {
  readonly slots: TattooSlots;
  readonly response: TattooResponse;
}

/** What an action of this pack is given. */
export type TattooContext = ActionContext<TattooBot>;

/** The slots as an action sees them. */
export type Slots = TattooContext['slots'];
