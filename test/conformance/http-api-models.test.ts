import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { conformance } from './harness.js';
import type { RequestStep, Talk } from './harness-shape.js';

const domain = `
version: "3.1"
intents: [greet, bye]
responses:
  utter_greet: [{ text: "Hello!" }]
`;
const data = `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
`;
const source = 'RasaHQ/rasa tests/test_server.py';
const bot = { from: source, domain, data, meanings: { 'good morning': 'greet' } } as const;

/** All of another bot in one text; it says something else to a greeting. */
const other = `
version: "3.1"
recipe: default.v1
language: en
assistant_id: other
pipeline:
- name: KeywordIntentClassifier
policies:
- name: RulePolicy
intents: [greet, thank]
responses:
  utter_greet: [{ text: "Ahoy!" }]
  utter_welcome: [{ text: "My pleasure." }]
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: thank
  steps: [{ intent: thank }, { action: utter_welcome }]
nlu:
- intent: greet
  examples: |
    - hi
    - ahoy
- intent: thank
  examples: |
    - thanks
    - thank you
`;
const yaml = { 'content-type': 'application/x-yaml' };

const train = async (talk: Talk, query = '', text = other) => {
  const answer = await talk.request('POST', `/model/train${query}`, text, yaml);
  expect(answer.status, answer.text).toBe(200);
  return answer.headers.get('filename') ?? '';
};
/** Real training, since the trained model has to be loaded again. */
const learns = { ...bot, trains: true } as const;

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
  turns: [{ request: 'POST /model/parse?emulation_mode=ANYTHING', body: { text: 'hello' }, status: 400 }],
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
        expect(parse(text)).toMatchObject({ responses: { utter_greet: [{ text: 'Hello!' }] } });
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

conformance('a model is trained from one text, kept, and answered with its name', {
  ...learns,
  from: `${source} test_train_with_yaml`,
  turns: [
    async (talk) => {
      const name = await train(talk);
      expect(name).toMatch(/\.tar$/);
      expect(await readdir(join(talk.folder, 'models'))).toContain(name);
    },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('a trained model is loaded, and from then on answers', {
  ...learns,
  from: `${source} test_load_model`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    async (talk) => {
      const before = (await talk.request('GET', '/status')).json as { model_id: string };
      const name = await train(talk);
      const loaded = await talk.request('PUT', '/model', { model_file: `models/${name}` });
      expect({ status: loaded.status, text: loaded.text }).toEqual({ status: 204, text: '' });
      const after = (await talk.request('GET', '/status')).json as { model_id: string; model_file: string };
      expect(after.model_id).not.toBe(before.model_id);
      expect(after.model_file).toBe(name);
    },
    { user: '/greet', bot: 'Ahoy!' },
    { user: 'thank you', bot: 'My pleasure.' },
    { request: 'GET /domain', headers: { accept: 'application/json' }, answer: { intents: ['greet', 'thank'] } },
  ],
});

conformance('a model that is not to be kept is handed out alone', {
  ...learns,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/trainModel',
  turns: [
    async (talk) => {
      const before = await readdir(join(talk.folder, 'models'));
      await train(talk, '?save_to_default_model_directory=false');
      expect(await readdir(join(talk.folder, 'models'))).toEqual(before);
    },
  ],
});

conformance('what was trained already is not trained again, unless it is forced', {
  ...learns,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/trainModel',
  turns: [
    async (talk) => {
      const first = await train(talk);
      expect(await train(talk)).toBe(first);
      expect(await train(talk, '?force_training=true')).not.toBe(first);
    },
  ],
});

conformance('a trained model is sent to the callback_url, and the request is answered at once', {
  ...learns,
  from: `${source} test_training_with_callback`,
  turns: [
    async (talk) => {
      const { url, received, close } = await listener();
      const answer = await talk.request('POST', `/model/train?callback_url=${encodeURIComponent(url)}`, other, yaml);
      expect({ status: answer.status, text: answer.text }).toEqual({ status: 204, text: '' });
      const { headers, body } = await received;
      expect(headers['content-type']).toBe('application/x-tar');
      expect(body.length).toBeGreaterThan(1_000);
      close();
    },
  ],
});

conformance('an error is sent to the callback_url too', {
  ...bot,
  from: `${source} test_training_with_callback_with_error`,
  turns: [
    async (talk) => {
      const { url, received, close } = await listener();
      await talk.request('POST', `/model/train?callback_url=${encodeURIComponent(url)}`, 'nlu: 5', yaml);
      const { body } = await received;
      expect(JSON.parse(body.toString())).toMatchObject({ status: 'failure', code: 400 });
      close();
    },
  ],
});

conformance('training text that is no YAML is refused', {
  ...bot,
  from: `${source} test_train_with_invalid_yaml`,
  turns: [
    { request: 'POST /model/train', body: 'rules:\n  rule my rule', headers: yaml, status: 400, answer: { code: 400 } },
  ],
});

conformance('a mistake in training text is named with its line', {
  ...bot,
  turns: [
    {
      request: 'POST /model/train',
      body: 'language: en\nintents: [greet]\nrules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_nothing\n',
      headers: yaml,
      status: 400,
      answer: { reason: 'BadRequest', message: expect.stringMatching(/line:7\b.*utter_nothing/s) },
    },
  ],
});

conformance('training without a text is refused', {
  ...bot,
  from: `${source} test_train_missing_config`,
  turns: [{ request: 'POST /model/train', headers: yaml, status: 400 }],
});

conformance('a model that is not there changes nothing', {
  ...bot,
  from: `${source} test_load_model_invalid_configuration`,
  turns: [
    { request: 'PUT /model', body: { model_file: 'some-random-path' }, status: 400, answer: { reason: 'BadRequest' } },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('a file that is no model changes nothing', {
  ...bot,
  turns: [
    { request: 'PUT /model', body: { model_file: 'domain.yml' }, status: 400, answer: { code: 400 } },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('loading needs to know what', {
  ...bot,
  from: `${source} test_load_model_invalid_request_body`,
  turns: [
    { request: 'PUT /model', status: 400 },
    { request: 'PUT /model', body: {}, status: 400 },
  ],
});

conformance('a remote storage is named as not there', {
  ...bot,
  from: 'rasa.com/docs/rasa/model-storage#load-model-from-cloud',
  turns: [
    {
      request: 'PUT /model',
      body: { remote_storage: 'aws', model_file: 'a.tar.gz' },
      status: 400,
      answer: { message: expect.stringContaining('aws') },
    },
  ],
});

conformance('a model is loaded from a model server', {
  ...learns,
  from: `${source} test_load_model_from_model_server`,
  turns: [
    async (talk) => {
      const { text, headers } = await talk.request('POST', '/model/train', other, yaml);
      expect(text.length).toBeGreaterThan(1_000);
      const file = join(talk.folder, 'models', headers.get('filename') ?? '');
      const { url, requests, close } = await modelServer(await readFile(file));
      const answer = await talk.request('PUT', '/model', {
        model_server: { url, token: 'abc', wait_time_between_pulls: 0 },
      });
      expect(answer.status, answer.text).toBe(204);
      expect(requests).toEqual(['/?token=abc']);
      close();
    },
    { user: '/greet', bot: 'Ahoy!' },
  ],
});

conformance('a model server that is down changes nothing', {
  ...bot,
  turns: [
    { request: 'PUT /model', body: { model_server: { url: 'http://127.0.0.1:1' } }, status: 400 },
    { user: '/greet', bot: 'Hello!' },
  ],
});

conformance('without a model there is neither status nor answer, until another one is loaded', {
  ...learns,
  from: `${source} test_unload_model_error, test_status_not_ready_agent`,
  turns: [
    async (talk) => {
      const { model_file } = (await talk.request('GET', '/status')).json as { model_file: string };
      expect((await talk.request('DELETE', '/model')).status).toBe(204);
      for (const [method, path] of [
        ['GET', '/status'],
        ['GET', '/conversations/{id}/tracker'],
        ['GET', '/domain'],
      ] as const) {
        const { status, json } = await talk.request(method, path, undefined, { accept: 'application/json' });
        expect({ status, reason: Object(json).reason }).toEqual({ status: 409, reason: 'Conflict' });
      }
      expect((await talk.request('POST', '/model/parse', { text: 'hi' })).status).toBe(409);
      expect(await talk.says('/greet')).toEqual([]);
      expect((await talk.request('PUT', '/model', { model_file: `models/${model_file}` })).status).toBe(204);
    },
    { user: '/greet', bot: 'Hello!' },
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

conformance('a model server is asked every so often, and says when there is nothing newer', {
  ...learns,
  from: 'rasa.com/docs/rasa/model-storage#load-model-from-server',
  turns: [
    async (talk) => {
      const file = join(talk.folder, 'models', await train(talk));
      const { url, revalidated, close } = await modelServer(await readFile(file));
      const server = { url, wait_time_between_pulls: 0.02 };
      expect((await talk.request('PUT', '/model', { model_server: server })).status).toBe(204);
      expect(await revalidated).toBe('"one"');
      close();
    },
    { user: '/greet', bot: 'Ahoy!' },
  ],
});

let fromEndpoints: { readonly give: (model: Buffer) => void; readonly taken: Promise<string> };

conformance('endpoints.yml names a model server, whose newer model takes over while the bot answers', {
  ...learns,
  from: 'rasa.com/docs/rasa/model-storage#load-model-from-server',
  surroundings: async () => {
    const { url, give, revalidated, close } = await modelServer(undefined);
    fromEndpoints = { give, taken: revalidated };
    const files = { 'endpoints.yml': `models:\n  url: ${url}\n  wait_time_between_pulls: 0.02\n` };
    return { files, close };
  },
  turns: [
    { user: '/greet', bot: 'Hello!' },
    async (talk) => {
      fromEndpoints.give(await readFile(join(talk.folder, 'models', await train(talk))));
      await fromEndpoints.taken;
    },
    { user: '/greet', bot: 'Ahoy!' },
  ],
});

conformance('messages that come while models are exchanged are all answered, each by one of the models', {
  ...learns,
  from: 'RasaHQ/rasa issue #11284',
  turns: [
    async (talk) => {
      const { model_file: first } = (await talk.request('GET', '/status')).json as { model_file: string };
      const models = [await train(talk), first];
      let exchanging = true;
      const ask = async (sender: string) => {
        const texts: unknown[] = [];
        while (exchanging) {
          const { json } = await talk.request('POST', '/webhooks/rest/webhook', { sender, message: '/greet' });
          texts.push(...(json as { text: string }[]).map(({ text }) => text));
          texts.push('.');
        }
        return texts;
      };
      const people = Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => ask(`${talk.conversationId}-${name}`)));
      for (let time = 0; time < 20; time += 1) {
        const answer = await talk.request('PUT', '/model', { model_file: `models/${models[time % 2]}` });
        expect(answer.status, answer.text).toBe(204);
      }
      exchanging = false;
      for (const said of await people) {
        const turns = said.join(' ').split(' . ');
        expect(turns.filter((turn) => !/^(Hello!|Ahoy!)( \.)?$/.test(turn))).toEqual([]);
      }
    },
  ],
});

conformance('a conversation goes on with the new model where it was with the old', {
  ...learns,
  domain: `${domain}slots:\n  city: { type: text, mappings: [{ type: custom }] }\n`,
  turns: [
    { user: '/greet', bot: 'Hello!' },
    async (talk) => {
      const slots = 'slots:\n  city: { type: text, mappings: [{ type: custom }] }\n';
      const name = await train(talk, '', `${other}${slots}`);
      await talk.request('POST', '/conversations/{id}/tracker/events', { event: 'slot', name: 'city', value: 'Rome' });
      await talk.request('PUT', '/model', { model_file: `models/${name}` });
    },
    { user: '/greet', bot: 'Ahoy!', slots: { city: 'Rome' } },
  ],
});

conformance('--enable-api without token or secret opens the API to everybody, and the log warns of it', {
  ...bot,
  from: 'rasa.com/docs/rasa/http-api#enabling-the-http-api',
  environment: { PARLEY_AUTH_TOKEN: '', PARLEY_ENABLE_API: 'true' },
  turns: [
    async (talk) => {
      expect((await fetch(`${talk.url}/status`)).status).toBe(200);
      const warning = talk.logged.find(
        ({ level, message }) => level === 'warn' && /open to everybody/.test(`${message}`),
      );
      expect(warning).toBeDefined();
    },
  ],
});

conformance('a JWT of the person opens the conversation', {
  ...bot,
  from: `${source} test_get_tracker_with_jwt`,
  environment: { PARLEY_JWT_SECRET: 'core' },
  turns: [
    async (talk) => {
      // {"user": {"username": "testuser", "role": "user"}}, signed with HS256 and the secret "core"
      const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
      const claims = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ user: { username: 'testuser', role: 'user' } })}`;
      const signature = createHmac('sha256', 'core').update(claims).digest('base64url');
      const headers = { authorization: `Bearer ${claims}.${signature}` };
      const status = async (id: string) => (await fetch(`${talk.url}/conversations/${id}/tracker`, { headers })).status;
      expect(await status('testuser')).toBe(200);
      expect(await status('testadmin')).toBe(403);
    },
  ],
});

conformance('channels, greeting and version need neither token nor JWT', {
  ...bot,
  from: 'RasaHQ/rasa tests/test_server.py test_root_secured',
  turns: [
    async (talk) => {
      expect(await (await fetch(talk.url)).text()).toMatch(/^Hello from /);
      expect(await (await fetch(`${talk.url}/version`)).json()).toMatchObject({
        version: expect.any(String),
        minimum_compatible_version: expect.any(String),
      });
      expect((await fetch(`${talk.url}/status`)).status).toBe(401);
    },
  ],
});

conformance('an error has the shape of Rasa’s', {
  ...bot,
  from: 'RasaHQ/rasa rasa/server.py ErrorResponse',
  turns: [
    {
      request: 'GET /conversations/{id}/tracker?include_events=x',
      status: 400,
      answer: {
        version: expect.any(String),
        status: 'failure',
        reason: 'BadRequest',
        message: expect.any(String),
        details: expect.any(Object),
        help: expect.any(String),
        code: 400,
      },
    },
  ],
});

/** Somebody who waits for one request. */
async function listener() {
  let take: (request: { headers: Record<string, unknown>; body: Buffer }) => void = () => undefined;
  const received = new Promise<Parameters<typeof take>[0]>((resolve) => {
    take = resolve;
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end();
    take({ headers: request.headers, body: Buffer.concat(chunks) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/done`, received, close: () => server.close() };
}

/** A model server that has nothing until it is given a model; `revalidated` is the ETag that the bot asks again with. */
async function modelServer(given: Buffer | undefined) {
  const requests: string[] = [];
  let model = given;
  let note: (etag: string) => void = () => undefined;
  const revalidated = new Promise<string>((resolve) => {
    note = resolve;
  });
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const known = request.headers['if-none-match'];
    if (known !== undefined) note(known);
    if (known !== undefined || !model) response.writeHead(known === undefined ? 204 : 304).end();
    else response.writeHead(200, { etag: '"one"', filename: 'some_model_name.tar.gz' }).end(model);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const give = (next: Buffer) => {
    model = next;
  };
  return { url: `http://127.0.0.1:${port}/`, requests, revalidated, give, close: () => void server.close() };
}
