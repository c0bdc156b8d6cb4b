import { expect } from 'vitest';
import { parse } from 'yaml';
import { conformance } from './harness.js';
import type { RequestStep } from './harness-shape.js';
import { bot, domain, learns, other, source, train, yaml } from './http-api-kit.js';

conformance('the status names the model', {
  ...bot,
  from: `${source} test_status`,
  turns: [
    {
      request: 'GET /status',
      answer: {
        model_file: expect.stringMatching(/^[^/]+\.tar$/),
        model_id: expect.any(String),
        num_active_training_jobs: 0,
      },
    },
  ],
});

conformance('a text is parsed', {
  ...bot,
  from: `${source} test_parse`,
  turns: [
    {
      request: 'POST /model/parse',
      body: { text: 'good morning', message_id: 'b2831e73-1407-4ba0-a861-0f30a42a2a5a' },
      answer: {
        text: 'good morning',
        intent: { name: 'greet', confidence: 1 },
        entities: [],
        message_id: 'b2831e73-1407-4ba0-a861-0f30a42a2a5a',
      },
    },
  ],
});

conformance('a parsed text that is none is refused', {
  ...bot,
  turns: [
    { request: 'POST /model/parse', body: { text: 1 }, status: 400 },
    { request: 'POST /model/parse', status: 400 },
  ],
});

const emulated = (mode: string, answer: object): RequestStep => ({
  request: `POST /model/parse?emulation_mode=${mode}`,
  body: { text: '/greet{"city": "Rome"}' },
  answer,
});

conformance('a parse in the form of wit.ai', {
  ...bot,
  from: 'RasaHQ/rasa tests/nlu/emulators/test_wit.py',
  domain: `${domain}entities: [city]\n`,
  turns: [
    emulated('wit', {
      intents: [{ name: 'greet', confidence: 1 }],
      entities: { 'city:city': [{ name: 'city', role: 'city', value: 'Rome', type: 'value' }] },
    }),
  ],
});

conformance('a parse in the form of LUIS', {
  ...bot,
  from: 'RasaHQ/rasa tests/nlu/emulators/test_luis.py',
  domain: `${domain}entities: [city]\n`,
  turns: [
    emulated('LUIS', {
      prediction: { topIntent: 'greet', intents: { greet: { score: 1 } }, entities: { city: ['Rome'] } },
    }),
  ],
});

conformance('a parse in the form of Dialogflow', {
  ...bot,
  from: 'RasaHQ/rasa tests/nlu/emulators/test_dialogflow.py',
  domain: `${domain}entities: [city]\n`,
  turns: [
    emulated('Dialogflow', {
      queryResult: { action: 'greet', parameters: { city: ['Rome'] }, intent: { displayName: 'greet' } },
    }),
  ],
});

conformance('another emulation is refused', {
  ...bot,
  from: `${source} test_parse_on_invalid_emulation_mode`,
  turns: ['ANYTHING', 'constructor'].map((mode) => ({
    request: `POST /model/parse?emulation_mode=${mode}`,
    body: { text: 'hello' },
    status: 400,
  })),
});

conformance('the domain as JSON', {
  ...bot,
  from: `${source} test_get_domain`,
  turns: [
    {
      request: 'GET /domain',
      headers: { accept: 'application/json' },
      answer: {
        intents: expect.arrayContaining(['greet', 'bye']),
        responses: { utter_greet: [{ text: 'Hello!' }] },
        session_config: { session_expiration_time: 60, carry_over_slots_to_new_session: true },
      },
    },
  ],
});

for (const accept of ['application/yaml', 'application/x-yaml']) {
  conformance(`the domain as YAML (${accept})`, {
    ...bot,
    from: 'RasaHQ/rasa rasa/server.py get_domain',
    turns: [
      async (talk) => {
        const { text, headers, status } = await talk.request('GET', '/domain', undefined, { accept });
        expect(status, text).toBe(200);
        expect(headers.get('content-type')).toMatch(/^application\/x-yaml/);
        expect(parse(text)).toMatchObject({ version: '3.1', responses: { utter_greet: [{ text: 'Hello!' }] } });
      },
    ],
  });
}

conformance('the domain in no other form', {
  ...bot,
  from: `${source} test_get_domain_invalid_accept_header`,
  turns: [
    { request: 'GET /domain', headers: { accept: 'text/html' }, status: 406, answer: { reason: 'NotAcceptable' } },
    { request: 'GET /domain', headers: { accept: '*/*' }, status: 406 },
  ],
});

conformance('stories are tested', {
  ...bot,
  from: `${source} test_evaluate_stories`,
  turns: [
    {
      request: 'POST /model/test/stories',
      body: 'stories:\n- story: right\n  steps:\n  - intent: greet\n  - action: utter_greet\n',
      headers: yaml,
      answer: { f1: 1, precision: 1, accuracy: 1, in_training_data_fraction: 1, is_end_to_end_evaluation: false },
    },
  ],
});

conformance('stories are tested end to end', {
  ...bot,
  from: `${source} test_evaluate_stories_end_to_end`,
  turns: [
    {
      request: 'POST /model/test/stories?e2e=true',
      body: 'stories:\n- story: right\n  steps:\n  - intent: greet\n    user: good morning\n  - action: utter_greet\n',
      headers: yaml,
      answer: { is_end_to_end_evaluation: true, report: { conversation_accuracy: { accuracy: 1 } } },
    },
  ],
});

conformance('a test of stories needs stories', {
  ...bot,
  from: `${source} test_evaluate_stories_not_ready_agent`,
  turns: [{ request: 'POST /model/test/stories', body: 'nlu: []', headers: yaml, status: 400 }],
});

const examples = `
nlu:
- intent: greet
  examples: |
    - good morning
    - good evening
`;

conformance('intents are tested', {
  ...bot,
  from: `${source} test_evaluate_intent`,
  turns: [
    {
      request: 'POST /model/test/intents',
      body: examples,
      headers: yaml,
      answer: {
        intent_evaluation: {
          accuracy: 0.5,
          predictions: [
            { text: 'good morning', intent: 'greet', predicted: 'greet', confidence: 1 },
            { text: 'good evening', intent: 'greet', predicted: 'nlu_fallback', confidence: 0.7 },
          ],
          errors: [{ text: 'good evening', intent_prediction: { name: 'nlu_fallback', confidence: 0.7 } }],
        },
        entity_evaluation: {},
        response_selection_evaluation: {},
      },
    },
  ],
});

conformance('intents are tested by cross-validation', {
  ...learns,
  from: `${source} test_evaluate_intent_with_cross_validation`,
  turns: [
    {
      request: 'POST /model/test/intents?cross_validation_folds=2',
      body: other,
      headers: yaml,
      answer: { intent_evaluation: { report: { greet: { support: 2 }, thank: { support: 2 } } } },
    },
  ],
});

conformance('more folds than examples are refused', {
  ...bot,
  turns: [
    {
      request: 'POST /model/test/intents?cross_validation_folds=5',
      body: other,
      headers: yaml,
      status: 400,
      answer: { details: { code: 'FOLDS_IMPOSSIBLE' } },
    },
  ],
});

conformance('intents are tested with another model', {
  ...learns,
  from: `${source} test_evaluate_intent_with_model_param`,
  turns: [
    async (talk) => {
      const name = await train(talk);
      const path = `/model/test/intents?model=models/${name}`;
      const { json, status, text } = await talk.request('POST', path, other, yaml);
      expect(status, text).toBe(200);
      expect(json).toMatchObject({ intent_evaluation: { accuracy: 1 } });
    },
  ],
});

conformance('the API describes itself', {
  ...bot,
  turns: [
    {
      request: 'GET /openapi.json',
      answer: { openapi: expect.stringMatching(/^3\./), paths: { '/model/parse': { post: expect.any(Object) } } },
    },
  ],
});
