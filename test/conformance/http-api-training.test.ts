import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readArchive } from '../../core/model/archive.js';
import { conformance } from './harness.js';
import { bot, domain, learns, listener, modelServer, other, source, train, yaml } from './http-api-kit.js';

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

conformance('augmentation is handed to training', {
  ...learns,
  from: 'rasa.com/docs/rasa/pages/http-api#operation/trainModel',
  turns: [
    async (talk) => {
      const model = async (query: string) => readArchive(join(talk.folder, 'models', await train(talk, query)));
      expect((await model('?augmentation=7')).manifest.augmentation).toBe(7);
      expect((await talk.request('POST', '/model/train?augmentation=much', other, yaml)).status).toBe(400);
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
      // Rasa drops what it is told now; here it was acknowledged, so it waits.
      const answered = talk.says('/greet');
      expect((await talk.request('PUT', '/model', { model_file: `models/${model_file}` })).status).toBe(204);
      expect(await answered).toMatchObject([{ text: 'Hello!' }]);
    },
    { user: '/greet', bot: 'Hello!' },
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
