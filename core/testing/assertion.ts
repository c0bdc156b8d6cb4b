import type { TurnResult } from '../dialogue/dialogue.js';
import type { BotMessage } from '../messages/message.js';
import { compilePattern } from '../training-data/compile-pattern.js';
import { deepEqual } from './deep-equal.js';

/** A message as an assertion wants it, or wants it not; what is left out may be anything. */
interface WantedMessage {
  readonly response?: string;
  /** A regular expression as Python reads it, found anywhere in the text. */
  readonly pattern?: string;
  readonly buttons: readonly { readonly title?: string; readonly payload?: string }[];
}

/**
 * What a whole turn is held against, whatever came first: an assertion of Rasa's end-to-end tests
 * (rasa.com/docs/reference/testing/e2e/assertions). `wanted: false` is for what must not have happened.
 */
export type Assertion =
  | { readonly kind: 'action'; readonly name: string }
  | { readonly kind: 'slot'; readonly wanted: boolean; readonly name: string; readonly value?: unknown }
  | { readonly kind: 'message'; readonly wanted: boolean; readonly message: WantedMessage };

/** What was expected of a turn, and what there was instead; `undefined` when it is as it should be. */
export function checkAssertion(
  assertion: Assertion,
  turn: TurnResult,
): { readonly expected: string; readonly actual: string } | undefined {
  switch (assertion.kind) {
    case 'action': {
      const ran = turn.events.flatMap((event) => (event.event === 'action' ? [event.name] : []));
      return ran.some((name) => name === assertion.name)
        ? undefined
        : { expected: `the action ${assertion.name}`, actual: ran.join(', ') || 'no action' };
    }
    case 'slot':
      return checkSlot(assertion, turn);
    case 'message': {
      const { wanted, message } = assertion;
      if (turn.messages.some((one) => fits(one, message)) === wanted) return undefined;
      return { expected: `${wanted ? '' : 'no '}message ${describe(message)}`, actual: said(turn) };
    }
  }
}

function checkSlot(assertion: Assertion & { kind: 'slot' }, { events }: TurnResult) {
  const { name, wanted } = assertion;
  const set = events.flatMap((event) => (event.event === 'slot' && event.name === name ? [event.value ?? null] : []));
  const any = !('value' in assertion);
  if (set.some((value) => any || deepEqual(value, assertion.value)) === wanted) return undefined;
  const as = any ? '' : ` to ${JSON.stringify(assertion.value)}`;
  const values = set.map((value) => JSON.stringify(value)).join(', ');
  return { expected: `slot ${name} ${wanted ? '' : 'not '}set${as}`, actual: values || 'it was not set' };
}

function fits({ text = '', metadata, buttons = [], quick_replies: replies = [] }: BotMessage, wanted: WantedMessage) {
  if (wanted.response !== undefined && metadata?.utter_action !== wanted.response) return false;
  if (wanted.pattern !== undefined && !compilePattern(wanted.pattern).test(text)) return false;
  return wanted.buttons.every(({ title, payload }) =>
    [...buttons, ...replies].some(
      (button) => (title ?? button.title) === button.title && (payload ?? button.payload) === button.payload,
    ),
  );
}

const describe = ({ response, pattern, buttons }: WantedMessage): string =>
  [
    ...(response === undefined ? [] : [`of the response ${response}`]),
    ...(pattern === undefined ? [] : [`that matches ${pattern}`]),
    ...(buttons.length === 0 ? [] : [`with the buttons ${JSON.stringify(buttons)}`]),
  ].join(' ');

const said = ({ messages }: TurnResult): string =>
  messages.map((message) => JSON.stringify(message.text ?? message)).join(' · ') || 'silence';
