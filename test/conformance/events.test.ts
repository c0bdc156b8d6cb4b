import { expect } from 'vitest';
import type { Event } from '../../core/tracker/events.js';
import { adding, data, domain, page, returning, source } from './events-kit.js';
import { conformance } from './harness.js';

conformance('reset_slots puts every slot back to its initial value', {
  from: `${page}#allslotsreset`,
  domain,
  data,
  actions: returning({ event: 'slot', name: 'plan', value: 'gold' }, { event: 'reset_slots' }),
  turns: [
    { user: '/inform{"name": "Ann"}' },
    { user: '/work', has: ['reset_slots'], slots: { name: null, plan: 'basic' } },
  ],
});

conformance('an action sets a slot', {
  from: `${page}#slotset`,
  domain,
  data,
  actions: returning({ event: 'slot', name: 'plan', value: 'gold' }),
  turns: [{ user: '/work', has: ['slot plan = "gold"'], slots: { plan: 'gold' } }],
});

conformance('a slot that does not exist is recorded and has no effect', {
  from: `${source} SlotSet, trackers.py _set_slot`,
  domain,
  data,
  actions: returning({ event: 'slot', name: 'nowhere', value: 1 }),
  turns: [
    { user: '/work', has: ['slot nowhere = 1'] },
    async (talk) => expect((await talk.tracker()).slots).not.toHaveProperty('nowhere'),
  ],
});

conformance('a paused conversation is recorded and not answered', {
  from: `${page}#conversationpaused`,
  domain,
  data,
  actions: returning({ event: 'pause' }),
  turns: [
    { user: '/work', has: ['pause'], tracker: { paused: true } },
    { user: '/greet', bot: [], events: ['user /greet'] },
  ],
});

conformance('slots are filled while a conversation is paused', {
  from: 'RasaHQ/rasa rasa/core/processor.py handle_message',
  domain,
  data,
  actions: returning({ event: 'pause' }),
  turns: [{ user: '/work' }, { user: '/inform{"name": "Ann"}', bot: [], slots: { name: 'Ann' } }],
});

conformance('resume has the bot answer again', {
  from: `${page}#conversationresumed`,
  domain,
  data,
  actions: returning({ event: 'pause' }),
  turns: [
    { user: '/work' },
    { user: '/greet', bot: [] },
    adding({ event: 'resume' }, { tracker: { paused: false } }),
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('/restart reaches a paused conversation', {
  from: 'RasaHQ/rasa rasa/core/processor.py _should_handle_message',
  domain,
  data,
  actions: returning({ event: 'pause' }),
  turns: [
    { user: '/work' },
    { user: '/restart', has: ['restart'], tracker: { paused: false } },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('rewind takes back the latest message and all that came of it', {
  from: `${page}#userutterancereverted`,
  domain,
  data,
  turns: [
    { user: '/greet' },
    { user: '/inform{"name": "Ann"}', slots: { name: 'Ann' } },
    adding({ event: 'rewind' }, { slots: { name: null }, tracker: { latest_message: { intent: { name: 'greet' } } } }),
  ],
});

conformance('undo takes back the latest action', {
  from: `${page}#actionreverted`,
  domain,
  data,
  turns: [{ user: '/greet' }, adding({ event: 'undo' }, { tracker: { latest_action_name: 'utter_greet' } })],
});

conformance('an undone action takes the slots that it set with it', {
  from: `${page}#actionreverted`,
  domain,
  data,
  actions: returning({ event: 'slot', name: 'plan', value: 'gold' }),
  turns: [
    { user: '/work', slots: { plan: 'gold' } },
    adding([{ event: 'undo' }, { event: 'undo' }], { slots: { plan: 'basic' } }),
  ],
});

conformance('events that were taken back are still in the record', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py EventVerbosity',
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding({ event: 'rewind' }),
    async (talk) => {
      const { events } = await talk.tracker();
      expect(events.some(({ text }) => text === '/greet')).toBe(true);
    },
  ],
});

conformance('a loop that an event starts asks when its turn comes', {
  from: `${page}#activeloop`,
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding({ event: 'active_loop', name: 'book_form' }, { loop: 'book_form' }),
    { user: '/work', bot: 'Which size?', does: 'book_form' },
  ],
});

conformance('the names of Rasa 1 for loops are understood', {
  from: `${source} LegacyForm, LegacyFormValidation`,
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding(
      [
        { event: 'form', name: 'book_form' },
        { event: 'form_validation', validate: false },
      ],
      {
        has: ['active_loop book_form', 'loop_interrupted true'],
        tracker: { active_loop: { name: 'book_form', is_interrupted: true } },
      },
    ),
  ],
});

conformance('an interruption of a loop ends with its next action', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py set_latest_action',
  domain,
  data,
  turns: [
    { user: '/book' },
    adding({ event: 'loop_interrupted', is_interrupted: true }, { tracker: { active_loop: { is_interrupted: true } } }),
    adding({ event: 'action', name: 'utter_greet' }, { tracker: { active_loop: { is_interrupted: false } } }),
  ],
});

conformance('an interruption without a loop is nothing', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py interrupt_loop',
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding({ event: 'loop_interrupted', is_interrupted: true }, { loop: null }),
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a rejection marks the loop that is running', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py reject_action',
  domain,
  data,
  turns: [
    { user: '/book' },
    adding(
      { event: 'action_execution_rejected', name: 'book_form' },
      { tracker: { active_loop: { name: 'book_form', rejected: true } } },
    ),
  ],
});

conformance('entities that are added belong to the latest message', {
  from: `${source} EntitiesAdded`,
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding({ event: 'undo' }),
    adding({ event: 'undo' }),
    adding(
      { event: 'entities', entities: [{ entity: 'name', value: 'Ann', start: 0, end: 3 }] },
      { tracker: { latest_message: { entities: [{ entity: 'name', value: 'Ann' }] } } },
    ),
  ],
});

conformance('export, agent and featurization events leave the state as it is', {
  from: source,
  domain,
  data,
  turns: [
    { user: '/inform{"name": "Ann"}' },
    adding(
      [
        { event: 'export' },
        { event: 'agent', text: 'Can I help?', data: {} },
        { event: 'user_featurization', use_text_for_featurization: false },
        { event: 'warning_predicted', name: 'greet' },
      ],
      { slots: { name: 'Ann' } },
    ),
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('an event that is not known is kept as it is', {
  from: 'RasaHQ/rasa rasa/shared/core/events.py resolve_by_type (where Rasa loses all that the action returned)',
  domain,
  data,
  actions: returning({ event: 'flow_started', flow_id: 'pay' } as unknown as Event, {
    event: 'slot',
    name: 'plan',
    value: 'gold',
  }),
  turns: [
    { user: '/work', has: [{ event: 'flow_started', flow_id: 'pay' }], slots: { plan: 'gold' } },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('a record with gaps can be gone on with', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py from_events',
  domain,
  data,
  turns: [
    adding([
      { event: 'bot', text: 'Anybody there?' },
      { event: 'undo' },
      { event: 'rewind' },
      { event: 'rewind' },
      { event: 'active_loop', name: null },
      { event: 'slot', name: 'plan', value: 'gold' },
    ]),
    { user: '/greet', slots: { plan: 'gold' } },
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('every event says which model and assistant it came about with', {
  from: 'RasaHQ/rasa CHANGELOG 3.5, rasa/shared/core/trackers.py update',
  domain,
  data,
  turns: [
    { user: '/greet' },
    async (talk) => {
      const { events } = await talk.tracker();
      for (const { metadata } of events)
        expect(metadata).toMatchObject({ assistant_id: 'conformance', model_id: expect.stringMatching(/./) });
    },
  ],
});

conformance('what a response is called stands in its event', {
  from: 'RasaHQ/rasa rasa/core/actions/action.py create_bot_utterance',
  domain,
  data,
  turns: [
    {
      user: '/greet',
      has: [{ event: 'bot', text: 'Hello!', metadata: expect.objectContaining({ utter_action: 'utter_greet' }) }],
    },
  ],
});

conformance('a message keeps its id, channel and metadata', {
  from: `${source} UserUttered`,
  domain,
  data,
  turns: [
    {
      user: '/greet',
      metadata: { page: 'prices' },
      has: [
        {
          event: 'user',
          input_channel: 'rest',
          message_id: expect.any(String),
          metadata: expect.objectContaining({ page: 'prices' }),
        },
      ],
    },
  ],
});

conformance('an action keeps who predicted it and how surely', {
  from: `${source} ActionExecuted`,
  domain,
  data,
  turns: [
    {
      user: '/greet',
      has: [{ event: 'action', name: 'utter_greet', policy: expect.stringMatching(/RulePolicy/), confidence: 1 }],
    },
  ],
});

conformance('events stand in the order of their times', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py update_with_events',
  domain,
  data,
  actions: returning({ event: 'slot', name: 'plan', value: 'gold', timestamp: 5 }),
  turns: [
    { user: '/work' },
    async (talk) => {
      const times = (await talk.tracker()).events.map(({ timestamp }) => Number(timestamp));
      expect(times).toEqual([...times].sort((one, other) => one - other));
    },
  ],
});

conformance('what the SDK leaves empty is no fault', {
  from: 'RasaHQ/rasa-sdk rasa_sdk/events.py BotUttered, UserUttered, SlotSet',
  domain,
  data,
  actions: returning(
    { event: 'bot', timestamp: null, text: 'By hand.', data: null, metadata: {} } as unknown as Event,
    { event: 'slot', timestamp: null, name: 'plan' } as unknown as Event,
    { event: 'user', timestamp: null, text: 'hi', parse_data: null, input_channel: null } as unknown as Event,
  ),
  turns: [{ user: '/work', has: ['bot By hand.', 'slot plan = null', 'user hi'], slots: { plan: null } }],
});

conformance('a form that is there no more is left', {
  from: 'RasaHQ/rasa rasa/shared/core/domain.py raise_action_not_found_exception (where Rasa fails from then on)',
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding({ event: 'active_loop', name: 'old_form' }, { loop: 'old_form' }),
    { user: '/bye', bot: 'Bye!', has: ['active_loop null'], loop: null },
  ],
});

conformance('a slot of an older domain is no fault', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py _set_slot',
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding({ event: 'slot', name: 'old_slot', value: 1 }, { has: ['slot old_slot = 1'] }),
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('an action of an older domain in the record is no fault', {
  from: 'RasaHQ/rasa rasa/shared/core/trackers.py from_events',
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding([
      { event: 'action', name: 'action_old' },
      { event: 'action', name: 'action_listen' },
    ]),
    { user: '/bye', bot: 'Bye!' },
  ],
});

conformance('an event that is none is refused, and says why', {
  from: 'RasaHQ/rasa rasa/server.py (append_events, "No events")',
  domain,
  data,
  turns: [
    { user: '/greet' },
    adding([{ event: 'slot', name: 'plan', value: 'gold' }, null], { status: 400, slots: { plan: 'basic' } }),
    adding({ event: 'slot' }, { status: 400, answer: /name/ }),
  ],
});
