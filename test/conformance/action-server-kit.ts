import {
  type FakeActionServer,
  type FakeActionServerOptions,
  startFakeActionServer,
} from '../kit/fake-action-server.js';
import type { ConformanceProject, Surroundings } from './harness-shape.js';

/** An action server beside a case, and what was asked of it. */
export interface ActionServerBeside {
  readonly surroundings: () => Promise<Surroundings>;
  /** The calls so far; throws before the case has begun. */
  calls(): FakeActionServer['calls'];
}

/** Starts a fake action server with the case, and names it in `endpoints.yml`; `settings` are further lines there. */
export function actionServer(options: FakeActionServerOptions, settings: readonly string[] = []): ActionServerBeside {
  let server: FakeActionServer | undefined;
  return {
    async surroundings() {
      server = await startFakeActionServer(options);
      const lines = [`url: ${server.origin}/webhook`, ...settings].map((line) => `  ${line}\n`).join('');
      return { files: { 'endpoints.yml': `action_endpoint:\n${lines}` }, close: server.close };
    },
    calls() {
      if (!server) throw new Error('The case has not begun.');
      return server.calls;
    },
  };
}

/** A bot with one custom action behind `/go`, and a rule that says "after" when it is done. */
export const oneAction: Pick<ConformanceProject, 'domain' | 'data'> = {
  domain: `
version: "3.1"
intents: [go, inform, other]
entities: [city]
slots:
  city: { type: text, mappings: [{ type: from_entity, entity: city }] }
  count: { type: float, mappings: [{ type: custom }] }
actions: [action_go]
responses:
  utter_hello: [{ text: "Hello {name} from {city}.", buttons: [{ title: Yes, payload: /go }] }]
  utter_error: [{ text: "Something broke." }]
  utter_noted: [{ text: "Noted." }]
  utter_other: [{ text: "Something else." }]
session_config: { session_expiration_time: 30, carry_over_slots_to_new_session: false }
`,
  data: `
version: "3.1"
rules:
- rule: go
  steps:
  - intent: go
  - action: action_go
- rule: inform
  steps:
  - intent: inform
  - action: utter_noted
- rule: other
  steps:
  - intent: other
  - action: utter_other
`,
};
