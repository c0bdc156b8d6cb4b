import type { TurnResult } from '../dialogue/dialogue.js';
import type { BotMessage } from '../messages/message.js';
import type { Tracker } from '../tracker/tracker.js';
import { checkAssertion } from './assertion.js';
import { deepEqual } from './deep-equal.js';
import type { TestCase, TestFailure, TestOutcome, TestStep } from './test-case.js';

/** A conversation that a test holds with a bot. */
export interface TestConversation {
  readonly tracker: Tracker;
  /** Fills slots. */
  fills(slots: Readonly<Record<string, unknown>>): Promise<void>;
  /** Says something and waits for the end of the turn. */
  says(text: string, metadata?: Readonly<Record<string, unknown>>): Promise<TurnResult>;
}

/** Holds the conversation of a test case until it ends or leaves the script. */
export async function runTestCase(testCase: TestCase, conversation: TestConversation): Promise<TestOutcome> {
  const transcript: string[] = [];
  const remembered = new Map<string, string>();
  if (Object.keys(testCase.slots).length > 0) await conversation.fills(testCase.slots);
  let turn = emptyTurn();
  for (const step of testCase.steps) {
    if (step.type === 'user') {
      const text = step.text.replace(/\{(\w+)\}/g, (gap, name: string) => remembered.get(name) ?? gap);
      transcript.push(`you  ${text}`);
      turn = openTurn(await conversation.says(text, step.metadata));
      transcript.push(...describeTurn(turn.result));
    } else {
      const failure = check(step, turn, conversation.tracker, remembered);
      if (failure) return { testCase, failure, transcript };
    }
  }
  return { testCase, failure: undefined, transcript };
}

/** A turn, and how far the expectations have read into it. */
interface ReadTurn {
  readonly result: TurnResult;
  nextMessage: number;
  nextAction: number;
}

const openTurn = (result: TurnResult): ReadTurn => ({ result, nextMessage: 0, nextAction: 0 });
const emptyTurn = (): ReadTurn => openTurn({ events: [], messages: [] });

type Expectation = Exclude<TestStep, { type: 'user' }>;

function check(
  step: Expectation,
  turn: ReadTurn,
  tracker: Tracker,
  remembered: Map<string, string>,
): TestFailure | undefined {
  switch (step.type) {
    case 'bot':
      return findMessage(step, turn, `a message with "${step.text}"`, (message) =>
        matches(message.text ?? '', step.text),
      );
    case 'utter':
      return findMessage(step, turn, `the response ${step.name}`, (message) => responseOf(message) === step.name);
    case 'button':
      return findMessage(step, turn, `a button "${step.title}"`, (message) =>
        [...(message.buttons ?? []), ...(message.quick_replies ?? [])].some((button) =>
          matches(button.title, step.title),
        ),
      );
    case 'action':
      return findAction(step, turn);
    case 'slot':
      return equal(step, `slot ${step.name} = ${JSON.stringify(step.value)}`, tracker.slots[step.name], step.value);
    case 'slot_filled':
      return (tracker.slots[step.name] ?? null) === null ? failed(step, `slot ${step.name} filled`, 'null') : undefined;
    case 'slot_not': {
      const unwanted = step.value ?? null;
      const actual = tracker.slots[step.name] ?? null;
      const right = 'value' in step ? !deepEqual(actual, unwanted) : actual === null;
      const expected = `slot ${step.name} ${'value' in step ? `not ${JSON.stringify(unwanted)}` : 'empty'}`;
      return right ? undefined : failed(step, expected, JSON.stringify(actual));
    }
    case 'active_loop':
      return equal(step, `the active loop ${step.name}`, tracker.activeLoop?.name ?? null, step.name);
    case 'assertion': {
      const fault = checkAssertion(step.assertion, turn.result);
      return fault && failed(step, fault.expected, fault.actual);
    }
    case 'silence':
      return turn.result.messages.length === 0 ? undefined : failed(step, 'silence', said(turn));
    case 'remember': {
      const found = turn.result.messages.map((message) => message.text?.match(step.pattern)?.[0]).find(Boolean);
      if (found === undefined) return failed(step, `a text that matches ${step.pattern}`, said(turn));
      remembered.set(step.name, found);
      return undefined;
    }
  }
}

function findMessage(
  step: Expectation,
  turn: ReadTurn,
  expected: string,
  fits: (message: BotMessage) => boolean,
): TestFailure | undefined {
  const { messages } = turn.result;
  const at = messages.findIndex((message, index) => index >= turn.nextMessage && fits(message));
  if (at < 0) return failed(step, expected, said(turn));
  // Several expectations may be about one message: its text, its response, its buttons.
  turn.nextMessage = at;
  return undefined;
}

function findAction(step: Expectation & { type: 'action' }, turn: ReadTurn): TestFailure | undefined {
  const names = turn.result.events.flatMap((event) => (event.event === 'action' ? [event.name] : []));
  const at = names.indexOf(step.name, turn.nextAction);
  if (at < 0) return failed(step, `the action ${step.name}`, names.slice(turn.nextAction).join(', ') || 'no action');
  turn.nextAction = at + 1;
  return undefined;
}

function equal(step: Expectation, expected: string, actual: unknown, wanted: unknown): TestFailure | undefined {
  return deepEqual(actual, wanted) ? undefined : failed(step, expected, JSON.stringify(actual) ?? 'nothing');
}

const failed = (step: TestStep, expected: string, actual: string): TestFailure => ({ step, expected, actual });

const said = (turn: ReadTurn): string =>
  turn.result.messages.map((message) => `"${message.text ?? JSON.stringify(message)}"`).join(' · ') || 'silence';

const responseOf = (message: BotMessage): unknown => message.metadata?.utter_action;

/** Whether a text contains another, without regard to case and spacing, or matches a pattern written `/like this/`. */
function matches(text: string, wanted: string): boolean {
  const pattern = wanted.match(/^\/(.+)\/$/s)?.[1];
  if (pattern !== undefined) return new RegExp(pattern, 'isu').test(text);
  return flatten(text).includes(flatten(wanted));
}

const flatten = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

function describeTurn({ events }: TurnResult): string[] {
  return events.flatMap((event) => {
    if (event.event === 'user') {
      const { intent } = event.parse_data;
      return [`     understood ${intent.name} (${intent.confidence.toFixed(2)})`];
    }
    if (event.event === 'action' && event.name !== 'action_listen') return [`     ${event.name}`];
    return event.event === 'bot' ? [`bot  ${event.text ?? JSON.stringify(event.data)}`] : [];
  });
}
