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

const asked = actionServer({ actions: { action_go: () => [] } });
conformance('the action server gets the action, the sender, the tracker, the domain and a version', {
  from: 'rasa/core/actions/action.py, RemoteAction._action_call_format',
  ...oneAction,
  surroundings: asked.surroundings,
  turns: [
    { user: '/inform{"city": "Bonn"}' },
    { user: '/go' },
    ({ conversationId }) => {
      const [call] = asked.calls();
      expect(call?.path).toBe('/webhook');
      expect(call?.headers['content-type']).toBe('application/json');
      expect(call?.body).toMatchObject({
        next_action: 'action_go',
        sender_id: conversationId,
        version: expect.stringMatching(/^3\.6\./),
        tracker: {
          sender_id: conversationId,
          slots: { city: 'Bonn', count: null, requested_slot: null },
          latest_message: { text: '/go', intent: { name: 'go', confidence: 1 }, entities: [] },
          latest_event_time: expect.any(Number),
          followup_action: null,
          paused: false,
          latest_input_channel: 'rest',
          active_loop: {},
          latest_action: { action_name: 'action_listen' },
          latest_action_name: 'action_listen',
        },
      });
    },
  ],
});

const history = actionServer({ actions: { action_go: () => [] } });
conformance('the tracker holds all events, each with the fields that Rasa writes', {
  from: 'rasa/shared/core/events.py, as_dict',
  ...oneAction,
  surroundings: history.surroundings,
  turns: [
    { user: '/other' },
    { user: '/go' },
    () => {
      const events = history.calls()[0]?.body.tracker.events;
      expect(events).toMatchObject([
        { event: 'session_started' },
        { event: 'action', name: 'action_listen', policy: null, confidence: null },
        { event: 'user', text: '/other', parse_data: { intent: { name: 'other' } }, input_channel: 'rest' },
        { event: 'user_featurization', use_text_for_featurization: false },
        { event: 'action', name: 'utter_other', policy: 'RulePolicy', confidence: 1 },
        { event: 'bot', text: 'Something else.', data: { buttons: null, image: null, custom: null } },
        { event: 'action', name: 'action_listen' },
        { event: 'user', text: '/go' },
        { event: 'user_featurization' },
      ]);
    },
  ],
});

const domainSent = actionServer({ actions: { action_go: () => [] } });
conformance('the whole domain is sent by default', {
  from: 'rasa.com/docs/rasa/pages/action-server-api',
  ...oneAction,
  surroundings: domainSent.surroundings,
  turns: [
    { user: '/go' },
    () => {
      expect(domainSent.calls()[0]?.body.domain).toMatchObject({
        config: { store_entities_as_slots: true },
        session_config: { session_expiration_time: 30, carry_over_slots_to_new_session: false },
        intents: expect.arrayContaining(['go']),
        entities: ['city'],
        slots: { city: { type: 'text', mappings: [{ type: 'from_entity', entity: 'city' }] } },
        responses: { utter_hello: [{ text: 'Hello {name} from {city}.' }] },
        actions: ['action_go'],
        forms: {},
        e2e_actions: [],
      });
    },
  ],
});

const selective = actionServer({ actions: { action_go: () => [] } }, ['enable_selective_domain: true']);
conformance('with a selective domain, an action that does not ask for it gets none', {
  from: 'rasa.com/docs/rasa/domain#select-which-actions-should-receive-domain',
  ...oneAction,
  surroundings: selective.surroundings,
  turns: [{ user: '/go' }, () => expect(selective.calls()[0]?.body).not.toHaveProperty('domain')],
});

const wanted = actionServer({ actions: { action_go: () => [] } }, ['enable_selective_domain: true']);
conformance('with a selective domain, `send_domain: true` gets it', {
  from: 'rasa.com/docs/rasa/domain#select-which-actions-should-receive-domain',
  ...oneAction,
  domain: oneAction.domain?.replace('actions: [action_go]', 'actions: [{ action_go: { send_domain: true } }]') ?? '',
  surroundings: wanted.surroundings,
  turns: [{ user: '/go' }, () => expect(wanted.calls()[0]?.body.domain).toMatchObject({ entities: ['city'] })],
});

const again = actionServer(
  {
    digests: true,
    actions: { action_go: ({ domain, utter }) => void utter({ text: `${Object.keys(domain).length > 0}` }) },
  },
  ['enable_selective_domain: true'],
);
conformance('a server that misses the domain (449) is called again with it', {
  from: 'rasa_sdk/endpoint.py, ActionMissingDomainException',
  ...oneAction,
  surroundings: again.surroundings,
  turns: [
    { user: '/go', bot: 'true', has: ['action action_go'] },
    () => expect(again.calls().map(({ body }) => body.domain !== undefined)).toEqual([false, true]),
  ],
});

const digests = actionServer({ digests: true, actions: { action_go: () => [] } }, ['enable_domain_digest: true']);
conformance('with digests the domain is sent once, and not with the next call', {
  from: 'rasa_sdk/executor.py, update_and_return_domain',
  ...oneAction,
  surroundings: digests.surroundings,
  turns: [
    { user: '/go' },
    { user: '/go' },
    () => expect(digests.calls().map(({ body }) => body.domain !== undefined)).toEqual([false, true, false]),
  ],
});

const compressed = actionServer({ actions: { action_go: ({ utter }) => void utter({ text: 'Read.' }) } }, [
  'compress: true',
]);
conformance('a compressed body is deflated', {
  from: 'rasa/core/actions/action.py, COMPRESS_ACTION_SERVER_REQUEST',
  ...oneAction,
  surroundings: compressed.surroundings,
  turns: [
    { user: '/go', bot: 'Read.' },
    () => expect(compressed.calls()[0]?.headers['content-encoding']).toBe('deflate'),
  ],
});

const guarded = actionServer({ actions: { action_go: () => [] } }, [
  'token: sesame',
  'token_name: key',
  'params: { tenant: 7 }',
  'headers: { X-From: parley }',
  'basic_auth: { username: ann, password: pass }',
]);
conformance('token, params, headers and basic_auth go with a call', {
  from: 'rasa/utils/endpoints.py, EndpointConfig',
  ...oneAction,
  surroundings: guarded.surroundings,
  turns: [
    { user: '/go' },
    () => {
      const [call] = guarded.calls();
      expect(call?.path).toBe('/webhook?tenant=7&key=sesame');
      expect(call?.headers).toMatchObject({ 'x-from': 'parley', authorization: `Basic ${btoa('ann:pass')}` });
    },
  ],
});

const kept = actionServer({ actions: { action_go: () => [] } });
conformance('calls share a connection', {
  from: 'rasa_sdk/constants.py, keep-alive',
  ...oneAction,
  surroundings: kept.surroundings,
  turns: [
    { user: '/go' },
    { user: '/go' },
    () => expect(kept.calls().map(({ connection }) => connection)).toEqual([1, 1]),
  ],
});

const window = actionServer({ actions: { action_go: () => [] } }, ['max_events: 3']);
conformance('by a setting only the latest events are sent', {
  from: 'RasaHQ/rasa#6334',
  ...oneAction,
  surroundings: window.surroundings,
  turns: [
    { user: '/other' },
    { user: '/go' },
    () =>
      expect(window.calls()[0]?.body.tracker.events).toMatchObject([
        { event: 'action' },
        { event: 'user' },
        { event: 'user_featurization' },
      ]),
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
