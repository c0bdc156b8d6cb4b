import { createHmac } from 'node:crypto';
import { expect } from 'vitest';
import { conformance } from './harness.js';
import { bot, source } from './http-api-kit.js';

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

conformance('an address with a NUL, which no id has, is refused', {
  ...bot,
  from: 'www.postgresql.org/docs/15/datatype-character.html',
  turns: [
    { request: 'GET /conversations/%00/tracker', status: 400 },
    { request: 'GET /people?conversation=a%00b', status: 400 },
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
