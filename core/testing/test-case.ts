import type { Place } from '../place.js';
import type { Assertion } from './assertion.js';

/** A scripted conversation with what the bot is expected to do. */
export interface TestCase {
  readonly name: string;
  /** What the bot's clock says during the whole conversation; without it, the time of the run. */
  readonly now: Date | undefined;
  /** Slots that are filled before the first message. */
  readonly slots: Readonly<Record<string, unknown>>;
  readonly steps: readonly TestStep[];
  readonly place: Place;
}

/**
 * One step of a test case. After a `user` step, each expectation looks further on in what the bot did in that turn, so
 * that a test names what matters and leaves out the rest.
 */
export type TestStep = { readonly place: Place } & (
  | { readonly type: 'user'; readonly text: string; readonly metadata?: Readonly<Record<string, unknown>> }
  /** A message contains this text, or matches it when written `/like this/`. */
  | { readonly type: 'bot'; readonly text: string }
  /** The response of this name was said. */
  | { readonly type: 'utter'; readonly name: string }
  | { readonly type: 'action'; readonly name: string }
  | { readonly type: 'button'; readonly title: string }
  | { readonly type: 'slot'; readonly name: string; readonly value: unknown }
  /** The slot has a value, whichever. */
  | { readonly type: 'slot_filled'; readonly name: string }
  /** The slot does not have this value; without one, it is empty. */
  | { readonly type: 'slot_not'; readonly name: string; readonly value?: unknown }
  | { readonly type: 'active_loop'; readonly name: string | null }
  | { readonly type: 'assertion'; readonly assertion: Assertion }
  /** The bot says nothing. */
  | { readonly type: 'silence' }
  /** Keeps what a pattern finds in the bot's messages, for `{name}` in later user steps. */
  | { readonly type: 'remember'; readonly name: string; readonly pattern: string }
);

/** Where a test case left its script. */
export interface TestFailure {
  readonly step: TestStep;
  readonly expected: string;
  readonly actual: string;
}

/** How a test case went. */
export interface TestOutcome {
  readonly testCase: TestCase;
  readonly failure: TestFailure | undefined;
  /** The conversation as it went, one line for each message and action. */
  readonly transcript: readonly string[];
}
