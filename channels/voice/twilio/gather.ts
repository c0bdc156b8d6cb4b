import { LRUCache } from 'lru-cache';
import type { ChannelContext, Outgoing } from '../../../core/index.js';
import { choicesAfter } from '../spoken/chosen.js';
import { callOf, type Heard, type Opening, type PhoneCall } from './call.js';
import { chosenBy } from './choices.js';
import type { PhoneConfig } from './config.js';
import { encode, type Step, sayOf } from './encode.js';
import type { Lines } from './lines.js';
import type { TakeHeard } from './take.js';
import { type Next, speak } from './twiml.js';
import type { CallForm, CallQuery } from './webhook.js';

/** Webhooks of a call whose answers are kept, for when Twilio asks again. */
const keptAnswers = 4;
/** Requests for the rest of a turn before the call goes on without it; fewer when a restart has lost sight of the turn. */
const maxWaits = 60;
const maxBlindWaits = 5;

/** Calls held by `<Gather>`: each webhook is answered with what the bot says, and listens for the next turn. */
export interface Gather {
  /** Answers a webhook of a call with TwiML. */
  answer(form: CallForm, query: CallQuery, opening: Opening): Promise<string>;
}

interface Desk {
  readonly call: PhoneCall;
  readonly answers: LRUCache<string, Promise<string>>;
  /** What is said in the answer to the webhook that is being worked on; none is when it is missing. */
  basket: Outgoing[] | undefined;
  /** The turn under way. */
  pending: Promise<unknown> | undefined;
}

/** What calls are held with. */
export interface GatherDesk {
  readonly context: ChannelContext;
  readonly config: PhoneConfig;
  readonly lines: Lines;
  readonly take: TakeHeard;
}

/** Makes it; `lines` gets a line for each call. */
export function createGather({ context, config, lines, take }: GatherDesk): Gather {
  const { log } = context;
  const desks = new LRUCache<string, Desk>({ max: 10_000 });

  function deskOf(form: CallForm, opening: Opening): Desk {
    const known = desks.get(form.CallSid);
    if (known) return known;
    const call = callOf(form, config.language, opening.facts);
    const answers = new LRUCache<string, Promise<string>>({ max: keptAnswers });
    const desk: Desk = { call, answers, basket: undefined, pending: undefined };
    desks.set(form.CallSid, desk);
    lines.begin({
      call,
      take(outgoing) {
        desk.basket?.push(outgoing);
        return desk.basket ? 'delivered' : 'absent';
      },
    });
    return desk;
  }

  async function respond(desk: Desk, form: CallForm, { turn, wait }: CallQuery, opening: Opening): Promise<string> {
    if (turn === undefined) return begin(desk, opening, heardIn(form, desk.call));
    if (wait !== undefined) return collect(desk, turn, wait, []);
    if (form.DialCallStatus !== undefined) return afterTransfer(desk, turn, form.DialCallStatus);
    const heard = heardIn(form, desk.call);
    return heard === undefined ? afterSilence(desk, turn) : hear(desk, turn, heard, []);
  }

  /** A call that something else has answered before may come with what the caller said. */
  function begin(desk: Desk, { welcome, prompt }: Opening, heard: Heard | undefined): Promise<string> {
    const first = welcome === undefined ? [] : [sayOf(welcome)];
    const text = prompt ?? (welcome === undefined ? config.initial_prompt : '');
    if (heard || text !== '') return hear(desk, 0, heard ?? { text }, first);
    return Promise.resolve(say(desk, first, { kind: 'listen', turn: 1 }));
  }

  /** Hands in what was said, and answers with what the bot says to it. */
  async function hear(desk: Desk, turn: number, heard: Heard, first: readonly Step[]): Promise<string> {
    const { call } = desk;
    call.silences = 0;
    call.choices = [];
    desk.basket = [];
    try {
      const receipt = await take(call, String(turn), heard);
      if (!receipt) return repeat(desk, turn);
      desk.pending = receipt.settled;
      return await collect(desk, turn, 0, first, receipt.duplicate);
    } finally {
      desk.basket = undefined;
    }
  }

  /**
   * Waits for the turn as long as a caller has patience; what is not there then is fetched by a redirect, so that Twilio
   * never gives the call up (https://www.twilio.com/docs/api/errors/11205: 15 s).
   */
  async function collect(
    desk: Desk,
    turn: number,
    waited: number,
    first: readonly Step[],
    again = false,
  ): Promise<string> {
    const { call } = desk;
    const basket: Outgoing[] = desk.basket ?? [];
    desk.basket = basket;
    try {
      const due = lines.isBehind(call.person) || again || waited > 0;
      if (due) await context.flush(call.person);
      const isSettled = await settledInTime(desk, basket, config.patience * 1_000, context.signal);
      const steps = [...first, ...spokenBy(desk, basket)];
      if (isSettled || waited >= (desk.pending === undefined ? maxBlindWaits : maxWaits)) {
        desk.pending = undefined;
        return steps.length === 0 ? repeat(desk, turn) : say(desk, steps, { kind: 'listen', turn: turn + 1 });
      }
      const next = { kind: 'wait', turn, wait: waited + 1 } as const;
      return say(desk, steps.length > 0 ? steps : [sayOf(config.filler)], next);
    } finally {
      desk.basket = undefined;
    }
  }

  /** Messages that waited may have come after newer ones; they are said in the order of their ids. */
  function spokenBy({ call }: Desk, basket: readonly Outgoing[]): readonly Step[] {
    const ordered = [...basket].sort((one, other) => placeOf(one) - placeOf(other));
    const spoken = ordered.map(({ message }) => {
      call.choices = choicesAfter(message, call.choices);
      return encode(message, call.language, log);
    });
    const said = spoken.map((steps) => steps.filter(({ kind }) => kind === 'say'));
    call.lastSaid = said.findLast((steps) => steps.length > 0) ?? call.lastSaid;
    return spoken.flat();
  }

  function say({ call }: Desk, steps: readonly Step[], next: Next): string {
    return speak(steps, next, call, config);
  }

  function afterSilence(desk: Desk, turn: number): string {
    desk.call.silences += 1;
    if (desk.call.silences < config.silence_limit) return repeat(desk, turn);
    return say(desk, [sayOf(config.goodbye)], { kind: 'hangup' });
  }

  /** As Rasa does: the last thing said once more, or a phrase of its own. */
  function repeat(desk: Desk, turn: number): string {
    const { lastSaid } = desk.call;
    return say(desk, lastSaid.length > 0 ? lastSaid : [sayOf(config.reprompt_fallback_phrase)], {
      kind: 'listen',
      turn: turn + 1,
    });
  }

  function afterTransfer(desk: Desk, turn: number, status: string): string {
    if (status === 'completed' || status === 'answered') return say(desk, [], { kind: 'hangup' });
    log.warn({ status, callSid: desk.call.sid }, 'a call could not be transferred');
    return say(desk, [sayOf(config.transfer_failed)], { kind: 'listen', turn: turn + 1 });
  }

  return {
    answer(form, query, opening) {
      const desk = deskOf(form, opening);
      const key = `${query.turn}/${query.wait}/${form.DialCallStatus}`;
      const known = desk.answers.get(key);
      if (known !== undefined) return known;
      const answer = respond(desk, form, query, opening);
      desk.answers.set(key, answer);
      answer.catch(() => desk.answers.delete(key));
      return answer;
    },
  };
}

/** Where a message stands among those of its conversation: ids of the outbox rise, and parts have theirs behind a point. */
function placeOf({ id }: Outgoing): number {
  const [, whole, part = 0] = /^(\d+)(?:\.(\d+))?$/.exec(id) ?? [];
  return Number(whole ?? 0) + Number(part) / 1_000_000;
}

/** What a caller said or pressed; the payload of a choice where it is one. */
function heardIn({ SpeechResult, Confidence, Digits }: CallForm, { choices }: PhoneCall): Heard | undefined {
  const digits = Digits?.trim();
  if (digits) return { text: chosenBy(digits, choices) ?? digits, metadata: { digits } };
  const said = SpeechResult?.trim();
  if (!said) return undefined;
  const metadata = { speech: said, ...(Confidence === undefined ? {} : { confidence: Confidence }) };
  return { text: chosenBy(said, choices) ?? said, metadata };
}

/**
 * Whether the turn has ended within `ms`. After a restart the turn is not known; then it is taken to have ended when
 * something of it has come.
 */
async function settledInTime(
  { pending }: Desk,
  basket: readonly Outgoing[],
  ms: number,
  closing: AbortSignal,
): Promise<boolean> {
  if (!pending && basket.length > 0) return true;
  let timer: NodeJS.Timeout | undefined;
  let end: () => void = () => undefined;
  const late = new Promise<false>((resolve) => {
    end = () => resolve(false);
    timer = setTimeout(end, ms);
    closing.addEventListener('abort', end);
  });
  const settled = pending?.then(
    () => true,
    () => true,
  );
  const isSettled = await Promise.race([settled ?? late, late]);
  clearTimeout(timer);
  closing.removeEventListener('abort', end);
  return isSettled || (!pending && basket.length > 0);
}
