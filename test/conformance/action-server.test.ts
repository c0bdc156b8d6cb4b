import { expect } from 'vitest';
import { sdkSlot } from '../kit/fake-action-server.js';
import { actionServer, oneAction } from './action-server-kit.js';
import { conformance } from './harness.js';

const says = (message: Record<string, unknown>, events: readonly unknown[] = []) =>
  actionServer({
    actions: {
      action_go: ({ utter }) => {
        utter(message);
        return events;
      },
    },
  });

conformance('an action of the domain runs on the action server', {
  from: 'rasa.com/docs/rasa/custom-actions',
  ...oneAction,
  surroundings: says({ text: 'Done.' }, [sdkSlot('city', 'Bonn')]).surroundings,
  turns: [
    {
      user: '/go',
      bot: 'Done.',
      events: ['user /go', 'action action_go', 'bot Done.', 'slot city = "Bonn"', 'action action_listen'],
      slots: { city: 'Bonn' },
    },
  ],
});

conformance('a named response is filled from the slots and from what the action gives', {
  from: 'rasa.com/docs/rasa/responses#calling-responses-from-custom-actions',
  ...oneAction,
  surroundings: says({ response: 'utter_hello', name: 'Ann' }).surroundings,
  turns: [
    { user: '/inform{"city": "Bonn"}' },
    {
      user: '/go',
      bot: [{ text: 'Hello Ann from Bonn.', buttons: [{ title: 'Yes', payload: '/go' }] }],
      has: [{ event: 'bot', metadata: expect.objectContaining({ utter_action: 'utter_hello', name: 'Ann' }) }],
    },
  ],
});

conformance('buttons of the action come after those of the response', {
  from: 'rasa/core/actions/action.py, _utter_responses',
  ...oneAction,
  surroundings: says({ response: 'utter_hello', name: 'Ann', buttons: [{ title: 'No', payload: '/other' }] })
    .surroundings,
  turns: [
    {
      user: '/go',
      bot: [
        {
          buttons: [
            { title: 'Yes', payload: '/go' },
            { title: 'No', payload: '/other' },
          ],
        },
      ],
    },
  ],
});

conformance('the text of an action wins over that of the response it names', {
  from: 'rasa/core/actions/action.py, _utter_responses',
  ...oneAction,
  surroundings: says({ response: 'utter_hello', text: 'My own words.' }).surroundings,
  turns: [{ user: '/go', bot: [{ text: 'My own words.' }] }],
});

conformance('a response that the domain does not have is left out, the rest is said', {
  from: 'rasa/core/actions/action.py, _utter_responses',
  ...oneAction,
  surroundings: actionServer({
    actions: {
      action_go: ({ utter }) => {
        utter({ response: 'utter_nowhere' });
        utter({ text: 'Still here.' });
        return [];
      },
    },
  }).surroundings,
  turns: [{ user: '/go', bot: 'Still here.' }],
});

conformance('image, attachment, custom JSON and elements of an action are sent', {
  from: 'rasa_sdk/executor.py, CollectingDispatcher.utter_message',
  ...oneAction,
  surroundings: says({ text: 'Look:', image: 'https://example.org/a.png', custom: { blink: true } }).surroundings,
  turns: [
    {
      user: '/go',
      has: [
        {
          event: 'bot',
          text: 'Look:',
          data: expect.objectContaining({ image: 'https://example.org/a.png', custom: { blink: true } }),
        },
      ],
    },
  ],
});

conformance('messages come before events, whatever the action did first', {
  from: 'rasa/core/actions/action.py, RemoteAction.run',
  ...oneAction,
  surroundings: says({ text: 'One.' }, [
    sdkSlot('count', 2),
    { event: 'followup', timestamp: null, name: 'utter_other' },
  ]).surroundings,
  turns: [
    {
      user: '/go',
      bot: ['One.', 'Something else.'],
      events: [
        'user /go',
        'action action_go',
        'bot One.',
        'slot count = 2',
        'followup utter_other',
        'action utter_other',
        'bot Something else.',
        'action action_listen',
      ],
    },
  ],
});

conformance('an event for a slot that the domain does not have changes nothing, and the log names it', {
  from: 'rasa/shared/core/trackers.py, _set_slot',
  ...oneAction,
  surroundings: says({ text: 'Set.' }, [sdkSlot('colour', 'red'), sdkSlot('count', 1)]).surroundings,
  turns: [
    { user: '/go', bot: 'Set.', slots: { count: 1 } },
    ({ logged }) => expect(logged).toContainEqual(expect.objectContaining({ level: 'warn', slot: 'colour' })),
  ],
});

conformance('a reminder without a name gets one', {
  from: 'rasa/shared/core/events.py, ReminderScheduled',
  ...oneAction,
  surroundings: says({ text: 'I will.' }, [
    {
      event: 'reminder',
      timestamp: null,
      intent: 'other',
      entities: null,
      date_time: '2999-01-01T00:00:00',
      name: null,
      kill_on_user_msg: true,
    },
  ]).surroundings,
  turns: [{ user: '/go', bot: 'I will.', has: [{ event: 'reminder', intent: 'other', name: expect.any(String) }] }],
});

conformance('an action of the project takes the place of a default action', {
  from: 'rasa.com/docs/rasa/default-actions',
  ...oneAction,
  domain: oneAction.domain?.replace('actions: [action_go]', 'actions: [action_go, action_restart]') ?? '',
  surroundings: actionServer({
    actions: {
      action_restart: ({ utter }) => {
        utter({ text: 'Once more.' });
        return [{ event: 'restart', timestamp: null }];
      },
    },
  }).surroundings,
  turns: [{ user: '/restart', bot: 'Once more.', has: ['restart'] }],
});

conformance('action_session_start of the project runs on the server', {
  from: 'rasa.com/docs/rasa/default-actions#customization',
  ...oneAction,
  domain: oneAction.domain?.replace('actions: [action_go]', 'actions: [action_go, action_session_start]') ?? '',
  surroundings: actionServer({
    actions: {
      action_session_start: ({ utter }) => {
        utter({ text: 'Welcome.' });
        return [
          { event: 'session_started', timestamp: null },
          sdkSlot('city', 'Bonn'),
          { event: 'action', name: 'action_listen', policy: null, confidence: null, timestamp: null },
        ];
      },
    },
  }).surroundings,
  turns: [{ user: '/other', bot: ['Welcome.', 'Something else.'], slots: { city: 'Bonn' } }],
});
