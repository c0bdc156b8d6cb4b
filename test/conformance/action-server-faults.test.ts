import { expect } from 'vitest';
import { type FakeActionServerOptions, type SdkFault, SdkRejection, sdkSlot } from '../kit/fake-action-server.js';
import { actionServer, oneAction } from './action-server-kit.js';
import { conformance } from './harness.js';
import type { Step } from './harness-shape.js';

const answers =
  (status: number, body: string, type = 'application/json'): SdkFault =>
  (response) =>
    void response.writeHead(status, { 'content-type': type }).end(body);

/** The bot says that something broke, keeps nothing of the action, and goes on with the next message. */
function fails(code: string, fault: SdkFault | FakeActionServerOptions, settings: readonly string[] = []) {
  const options = typeof fault === 'function' ? { faults: { action_go: fault } } : fault;
  const turns: Step[] = [
    {
      user: '/go',
      bot: 'Something broke.',
      has: [{ event: 'action', name: 'action_go', metadata: expect.objectContaining({ failed: code }) }],
      slots: { city: null, count: null },
    },
    { user: '/other', bot: 'Something else.' },
    ({ logged }) => expect(logged).toContainEqual(expect.objectContaining({ level: 'error', code })),
  ];
  return { ...oneAction, surroundings: actionServer(options, settings).surroundings, turns };
}

conformance('400 with the name of the action rejects it, and something else is predicted', {
  from: 'rasa/core/actions/action.py, ActionExecutionRejection',
  ...oneAction,
  surroundings: actionServer({
    actions: {
      action_go: () => {
        throw new SdkRejection('Not now.');
      },
    },
  }).surroundings,
  turns: [
    {
      user: '/go',
      has: [{ event: 'action_execution_rejected', name: 'action_go', policy: 'RulePolicy', confidence: 1 }],
      hasNot: ['action action_go'],
    },
    { user: '/other', bot: 'Something else.' },
  ],
});

conformance('400 without the name of an action is a fault', {
  from: 'rasa/core/actions/action.py, RemoteAction.run',
  ...fails('ACTION_ON_SERVER_FAILED', answers(400, '{"error": "Invalid body request"}')),
});

conformance('404 names the action that the server does not have', {
  from: 'rasa_sdk/endpoint.py, ActionNotFoundException',
  ...fails('ACTION_ON_SERVER_UNKNOWN', { actions: {} }),
});

conformance('500 loses the events of the action, and not the conversation', {
  from: 'rasa_sdk/endpoint.py, exception_handler',
  ...fails('ACTION_ON_SERVER_FAILED', {
    actions: {
      action_go: () => {
        throw new Error('division by zero');
      },
    },
  }),
});

conformance('a page of a proxy instead of JSON is a fault', {
  from: 'rasa/utils/endpoints.py, EndpointConfig.request',
  ...fails('ACTION_ON_SERVER_FAILED', answers(502, '<h1>Bad gateway</h1>', 'text/html')),
});

conformance('an answer that is no JSON is a fault', {
  from: 'rasa/core/actions/action.py, _validate_action_result',
  ...fails('ACTION_ANSWER_INVALID', answers(200, 'done', 'text/plain')),
});

conformance('an answer that is a list is a fault', {
  from: 'rasa/core/actions/action.py, action_response_format_spec',
  ...fails('ACTION_ANSWER_INVALID', answers(200, '[]')),
});

conformance('an empty answer is a fault', {
  from: 'rasa/core/actions/action.py, action_response_format_spec',
  ...fails('ACTION_ANSWER_INVALID', answers(200, '')),
});

conformance('an event of an unknown name refuses the whole answer', {
  from: 'rasa/shared/utils/schemas/events.py',
  ...fails('ACTION_ANSWER_INVALID', { actions: { action_go: () => [sdkSlot('city', 'Bonn'), { event: 'slotset' }] } }),
});

conformance('a list of events with a hole refuses the whole answer', {
  from: 'rasa/shared/utils/schemas/events.py',
  ...fails('ACTION_ANSWER_INVALID', { actions: { action_go: () => [sdkSlot('city', 'Bonn'), null] } }),
});

conformance('a slot event without a name refuses the whole answer', {
  from: 'rasa/shared/utils/schemas/events.py',
  ...fails('ACTION_ANSWER_INVALID', { actions: { action_go: () => [{ event: 'slot', value: 1 }] } }),
});

conformance('a message that is no object refuses the whole answer', {
  from: 'rasa/core/actions/action.py, action_response_format_spec',
  ...fails('ACTION_ANSWER_INVALID', answers(200, '{"events": [], "responses": ["hi"]}')),
});

conformance('a connection that breaks off is a fault, and the call is not repeated', {
  from: 'rasa/core/actions/action.py, ClientConnectionError',
  ...fails('ENDPOINT_UNREACHABLE', (_response, request) => void request.socket.destroy()),
});

conformance('an answer that does not come in time is a fault', {
  from: 'rasa/core/constants.py, DEFAULT_REQUEST_TIMEOUT',
  ...fails('ENDPOINT_TIMEOUT', () => undefined, ['timeout: 0.2']),
});

conformance('an answer that stops in the middle is a fault when its time is up', {
  from: 'rasa/core/constants.py, DEFAULT_REQUEST_TIMEOUT',
  ...fails(
    'ENDPOINT_TIMEOUT',
    (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"events": ['),
    ['timeout: 0.2'],
  ),
});

conformance('an action server that is down is a fault, and the bot answers', {
  from: 'rasa/core/actions/action.py, ClientConnectionError',
  ...oneAction,
  files: { 'endpoints.yml': 'action_endpoint:\n  url: http://127.0.0.1:1/webhook\n  retries: 0\n' },
  turns: [
    {
      user: '/go',
      bot: 'Something broke.',
      has: [{ metadata: expect.objectContaining({ failed: 'ENDPOINT_UNREACHABLE' }) }],
    },
    { user: '/other', bot: 'Something else.' },
  ],
});

const flood = actionServer({ faults: { action_go: answers(503, '') } }, ['breaker_failures: 2', 'breaker_seconds: 60']);
conformance('a server that fails again and again is left alone for a while', {
  from: 'lessons of RasaHQ/rasa#8235',
  ...oneAction,
  surroundings: flood.surroundings,
  turns: [
    { user: '/go', bot: 'Something broke.' },
    { user: '/go', bot: 'Something broke.' },
    {
      user: '/go',
      bot: 'Something broke.',
      has: [{ metadata: expect.objectContaining({ failed: 'ENDPOINT_PAUSED' }) }],
    },
    () => expect(flood.calls()).toHaveLength(2),
  ],
});

conformance('without an action server, an action of the domain says what is missing', {
  from: 'rasa/core/actions/action.py, "no endpoint is configured"',
  ...oneAction,
  turns: [
    {
      user: '/go',
      bot: 'Something broke.',
      has: [{ metadata: expect.objectContaining({ failed: 'ACTION_NOT_SERVED' }) }],
    },
    { user: '/other', bot: 'Something else.' },
  ],
});

const refused = (endpoints: string, says: RegExp) => ({
  from: 'rasa/utils/endpoints.py, EndpointConfig',
  ...oneAction,
  files: { 'endpoints.yml': endpoints },
  refused: says,
});

conformance(
  'an action_endpoint without a url does not start',
  refused('action_endpoint:\n  token: x\n', /endpoints\.yml:1:1: .*`url` is missing.*ENDPOINT_INVALID/),
);
conformance(
  'a url of another protocol does not start',
  refused('action_endpoint:\n  url: grpc://localhost:5055\n', /endpoints\.yml:2:3: .*http:\/\/ or https/),
);
conformance(
  'a variable that is not set does not start',
  refused(`action_endpoint:\n  url: $\{NO_SUCH_ACTION_SERVER}\n`, /NO_SUCH_ACTION_SERVER/),
);
conformance(
  'a certificate that is not there does not start',
  refused('action_endpoint:\n  url: https://localhost\n  cafile: ca.pem\n', /endpoints\.yml:3:3: .*ca\.pem/),
);
