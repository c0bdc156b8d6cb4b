import { expect } from 'vitest';
import { actionServer, oneAction } from './action-server-kit.js';
import { conformance } from './harness.js';

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
