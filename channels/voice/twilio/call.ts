import type { Incoming } from '../../../core/index.js';
import type { Choice } from '../spoken/chosen.js';
import type { Step } from './encode.js';
import type { CallForm } from './webhook.js';

/** A call that is being held. */
export interface PhoneCall {
  readonly sid: string;
  /** Who is on the line, and where answers go: the number, or the call itself when the caller shows none. */
  readonly person: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What the bot offered last, to be chosen by a key or by name. */
  choices: readonly Choice[];
  /** What was said last, to be repeated after a silence. */
  lastSaid: readonly Step[];
  /** Silences in a row. */
  silences: number;
  language: string;
}

/** What a call begins with, when it is not with the usual prompt. */
export interface Opening {
  /** Said before anything else. */
  readonly welcome?: string | undefined;
  /** What the bot is told; with a welcome and without a prompt, nothing. */
  readonly prompt?: string | undefined;
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** What a caller said or pressed. */
export interface Heard {
  readonly text: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/**
 * What Twilio gives as the number of callers who hide theirs: the words ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and
 * UNAVAILABLE as keys of a telephone (https://www.twilio.com/docs/voice/twiml#request-parameters).
 */
const hidden = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);

/** The call that a webhook or the set-up of a session speaks of. */
export function callOf(
  { CallSid, From, To, Direction }: Pick<CallForm, 'CallSid' | 'From' | 'To' | 'Direction'>,
  language: string,
  facts: Readonly<Record<string, unknown>> = {},
): PhoneCall {
  const other = Direction.startsWith('outbound') ? To : From;
  const isKnown = /^(\+\d{5,}|sip:.+|client:.+)$/.test(other) && !hidden.has(other);
  return {
    sid: CallSid,
    person: isKnown ? other : CallSid,
    facts: { call_sid: CallSid, from: From, to: To, direction: Direction, ...facts },
    choices: [],
    lastSaid: [],
    silences: 0,
    language,
  };
}

/** What a caller said, as the bot takes it in. `id` is unique within the call. */
export function incomingOf({ person, sid, facts }: PhoneCall, id: string, { text, metadata }: Heard): Incoming {
  return {
    conversationId: `twilio_voice:${person}`,
    externalId: `${sid}.${id}`,
    text,
    recipient: person,
    metadata: { ...facts, ...metadata },
  };
}
