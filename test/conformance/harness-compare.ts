import { expect } from 'vitest';
import type { Expectations, ExpectedEvent, ExpectedMessage } from './harness-shape.js';

type Json = Readonly<Record<string, unknown>>;

/** What a step brought about. */
export interface Outcome {
  readonly messages: readonly Json[] | undefined;
  readonly events: readonly Json[];
  readonly tracker: Json;
}

/** Compares what a step brought about with what was expected of it. */
export function compare(step: Expectations, { messages, events, tracker }: Outcome, about: string): void {
  const own = withoutSessionStart(events);
  if (step.bot !== undefined) compareMessages(listOf(step.bot), messages ?? [], about);
  if (step.does !== undefined) expect(actionsOf(own), `${about}: what the bot does`).toEqual(listOf(step.does));
  if (step.events) compareEvents(step.events, own, about);
  if (step.allEvents) compareEvents(step.allEvents, events, about);
  for (const event of step.has ?? []) {
    expect(
      own.some((one) => isEvent(event, one)),
      `${about}: ${shown(event)} in\n${lines(own)}`,
    ).toBe(true);
  }
  for (const event of step.hasNot ?? []) {
    expect(
      own.some((one) => isEvent(event, one)),
      `${about}: no ${shown(event)} in\n${lines(own)}`,
    ).toBe(false);
  }
  if (step.slots) expect(tracker.slots, `${about}: slots`).toMatchObject(step.slots);
  if (step.loop !== undefined) {
    const loop = (tracker.active_loop as Json | undefined)?.name ?? null;
    expect(loop, `${about}: active loop`).toBe(step.loop);
  }
  if (step.tracker) expect(tracker, `${about}: tracker`).toMatchObject(step.tracker);
}

function compareMessages(expected: readonly ExpectedMessage[], messages: readonly Json[], about: string): void {
  const allTexts = expected.every((one) => typeof one === 'string');
  if (allTexts) {
    const said = messages.map(({ recipient_id: _, ...rest }) => (isText(rest) ? rest.text : (rest.text ?? rest)));
    expect(said, `${about}: what the bot says`).toEqual(expected);
    return;
  }
  expect(messages, `${about}: what the bot says`).toHaveLength(expected.length);
  for (const [index, one] of expected.entries()) {
    if (one instanceof RegExp) expect(messages[index]?.text, `${about}: message ${index + 1}`).toMatch(one);
    else expect(messages[index], about).toMatchObject(typeof one === 'string' ? { text: one } : one);
  }
}

const isText = (message: Json): boolean => Object.keys(message).join() === 'text';

function compareEvents(expected: readonly ExpectedEvent[], all: readonly Json[], about: string): void {
  // Every message is followed by this one, which is looked at by the cases that name it.
  const isDecision = (event: Json) => event.event === 'user_featurization';
  const named = expected.some((one) => one === 'user_featurization' || (typeof one !== 'string' && isDecision(one)));
  const events = named ? all : all.filter((event) => !isDecision(event));
  const actual = events.map((event, index) => {
    const wanted = expected[index];
    return wanted !== undefined && isEvent(wanted, event) ? shown(wanted) : line(event);
  });
  expect(actual, `${about}: events`).toEqual(expected.map(shown));
}

function isEvent(expected: ExpectedEvent, event: Json): boolean {
  if (typeof expected === 'string') return line(event) === expected;
  return holds(() => expect(event).toMatchObject(expected));
}

const shown = (event: ExpectedEvent): string => (typeof event === 'string' ? event : JSON.stringify(event));
const lines = (events: readonly Json[]): string => events.map((event) => `  ${line(event)}`).join('\n');

function holds(assertion: () => void): boolean {
  try {
    assertion();
    return true;
  } catch {
    return false;
  }
}

/** An event in one line. */
function line(event: Json): string {
  switch (event.event) {
    case 'user':
      return `user ${event.text}`;
    case 'bot':
      return `bot ${event.text}`;
    case 'slot':
      return `slot ${event.name} = ${JSON.stringify(event.value)}`;
    case 'action':
      return `action ${event.name ?? event.action_text}`;
    case 'loop_interrupted':
      return `loop_interrupted ${event.is_interrupted}`;
    case 'active_loop':
    case 'followup':
    case 'action_execution_rejected':
    case 'reminder':
    case 'cancel_reminder':
      return `${event.event} ${event.name}`;
    default:
      return String(event.event);
  }
}

function actionsOf(events: readonly Json[]): readonly unknown[] {
  const names = events.flatMap((event) => (event.event === 'action' ? [event.name ?? event.action_text] : []));
  return names.at(-1) === 'action_listen' ? names.slice(0, -1) : names;
}

/** Without what comes before the first message: the session's start, and the listening that ends it. */
function withoutSessionStart(events: readonly Json[]): readonly Json[] {
  const start = events.findIndex((event) => event.event === 'session_started');
  const user = events.findIndex((event) => event.event === 'user');
  return start >= 0 && (user < 0 || start < user) ? events.slice(user < 0 ? events.length : user) : events;
}

const listOf = <Item>(value: Item | readonly Item[]): readonly Item[] =>
  Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
