import { expect, vi } from 'vitest';
import { defineAction } from '../../core/actions/action.js';
import type { Event } from '../../core/tracker/events.js';
import type { CodeStep, Talk } from './harness-shape.js';

export const domain = `
version: "3.1"
intents: [remind, forget, greet, EXTERNAL_call, EXTERNAL_other]
entities: [person]
slots:
  person: { type: text, influence_conversation: false, mappings: [{ type: from_entity, entity: person }] }
actions: [action_remind, action_forget]
responses:
  utter_hello: [{ text: "Hello!" }]
  utter_call: [{ text: "Call {person}!" }]
  utter_other: [{ text: "The other thing!" }]
  utter_default: [{ text: "Sorry?" }]
`;

export const data = `
version: "3.1"
rules:
- rule: remind
  steps:
  - intent: remind
  - action: action_remind
- rule: forget
  steps:
  - intent: forget
  - action: action_forget
- rule: hello
  steps:
  - intent: greet
  - action: utter_hello
- rule: call
  steps:
  - intent: EXTERNAL_call
  - action: utter_call
- rule: other
  steps:
  - intent: EXTERNAL_other
  - action: utter_other
`;

export const page = 'rasa.com/docs/rasa/reaching-out-to-user#reminders';
export const source = 'RasaHQ/rasa rasa/core/processor.py handle_reminder';

/** A reminder in so many ms, as an action returns it. */
type Wish = {
  readonly in: number;
  readonly name?: string | null;
  readonly intent?: string;
  readonly kill?: boolean;
  readonly entities?: unknown;
};

export const reminder = ({
  in: ms,
  name = 'call',
  intent = 'EXTERNAL_call',
  kill = false,
  entities = {},
}: Wish): Event => {
  const date_time = new Date(Date.now() + ms).toISOString();
  return { event: 'reminder', name: name as string, intent, entities, date_time, kill_on_user_msg: kill };
};
/** The second of these comes after the first would have: when it is there, the first did not come. */
export const [soon, later] = [150, 300];
export const last: Wish = { in: later, name: 'last', intent: 'EXTERNAL_other' };

export const acting = (wishes: readonly Wish[], forgets: readonly Event[] = []) => [
  defineAction({ name: 'action_remind', run: () => wishes.map(reminder) }),
  defineAction({ name: 'action_forget', run: () => forgets }),
];

export const triggered = async (talk: Talk): Promise<unknown[]> =>
  (await talk.tracker()).events.filter(({ event }) => event === 'user').map(({ text }) => text);

/** Waits for a reminder to have come and to be answered. */
export const comes =
  (intent = 'EXTERNAL_call'): CodeStep =>
  async (talk) => {
    await vi.waitFor(async () => expect(await triggered(talk)).toContain(`EXTERNAL: ${intent}`), 10_000);
  };
/** It did not come, or on a slow day before what was to prevent it. */
export const neverCame =
  (after = '/remind'): CodeStep =>
  async (talk) => {
    const said = await triggered(talk);
    expect(said.slice(said.lastIndexOf(after))).not.toContain('EXTERNAL: EXTERNAL_call');
  };
export const lastComes = comes('EXTERNAL_other');
