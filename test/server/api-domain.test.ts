import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Domain } from '../../core/domain/domain.js';
import { readDomainFile, writeDomainFile } from '../../core/model/domain-file.js';
import { type Project, readProject } from '../../core/project/project.js';
import { writeProject } from '../conformance/harness-bot.js';

let remove: (() => void) | undefined;
afterEach(() => remove?.());

/** A domain without the places where it was written, and with the default of what it leaves open. */
const content = (domain: Domain): unknown =>
  JSON.parse(
    JSON.stringify({ storeEntitiesAsSlots: true, ...domain }, (key, value: unknown) => {
      if (key === 'place') return undefined;
      return value instanceof Map ? Object.fromEntries(value) : value;
    }),
  );

function expectKept({ domain }: Pick<Project, 'domain'>): void {
  expect(content(readDomainFile(writeDomainFile(domain), 'a.tar'))).toEqual(content(domain));
}

describe('the domain that a model brings along', () => {
  it('is the one that it was trained for, of a whole pack', async () => {
    expectKept(await readProject([{ folder: join('domains', 'tattoo-studio') }]));
  });

  it('keeps everything that a domain can say', async () => {
    const place = await writeProject({
      domain: `
version: "3.1"
intents:
- greet: { use_entities: [city] }
- bye: { ignore_entities: [city] }
- faq: { use_entities: false }
- plain
entities:
- city: { roles: [from, to], groups: [first] }
- mood: { influence_conversation: false }
- name
slots:
  origin:
    type: text
    influence_conversation: false
    mappings:
    - { type: from_entity, entity: city, role: from, intent: greet, conditions: [{ active_loop: book_form, requested_slot: origin }] }
    - { type: from_text, not_intent: [bye], conditions: [{ active_loop: null }] }
  kind: { type: categorical, values: [A, b], mappings: [{ type: from_intent, intent: greet, value: a }] }
  stars: { type: float, min_value: 1, max_value: 5, initial_value: 2, mappings: [{ type: from_trigger_intent, intent: greet, value: 3 }] }
  own: { type: any, mappings: [{ type: custom, action: action_find }] }
  list: { type: list, mappings: [{ type: custom }] }
  special: { type: my.module.Slot, mappings: [{ type: custom }] }
actions: [action_find, { action_talk: { send_domain: true } }]
forms:
  book_form: { required_slots: [origin], ignored_intents: [bye] }
responses:
  utter_greet:
  - { text: "Hi {name}", channel: slack, id: one, metadata: { a: 1 } }
  - { text: "Hi", condition: [{ type: slot, name: kind, value: a }], buttons: [{ title: A, payload: /bye }], image: "http://a/b.png" }
  - { custom: { a: [1] }, elements: [{ title: x }], attachment: { type: file } }
  utter_faq/one: [{ text: "One." }]
e2e_actions: ["Hello there!"]
session_config: { session_expiration_time: 5, carry_over_slots_to_new_session: false }
config: { store_entities_as_slots: false }
`,
    });
    remove = place.remove;
    const project = await readProject([{ folder: place.folder }]);
    expect(project.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expectKept(project);
  });
});
