import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import type { Talk } from './harness-shape.js';

/** Where most of what the HTTP API does is written down. */
export const source = 'RasaHQ/rasa tests/test_server.py';

/** A domain that greets. */
export const domain = `
version: "3.1"
intents: [greet, bye]
responses:
  utter_greet: [{ text: "Hello!" }]
`;
/** A rule that greets. */
const data = `
version: "3.1"
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
`;
/** A bot that knows one free text. */
export const bot = { from: source, domain, data, meanings: { 'good morning': 'greet' } } as const;

/** All of another bot in one text; it says something else to a greeting. */
export const other = `
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

/** The content type that Rasa's clients send. */
export const yaml = { 'content-type': 'application/x-yaml' };

/** Trains the other bot, and returns the name of its model. */
export const train = async (talk: Talk, query = '', text = other) => {
  const answer = await talk.request('POST', `/model/train${query}`, text, yaml);
  expect(answer.status, answer.text).toBe(200);
  return answer.headers.get('filename') ?? '';
};

/** Real training, since the trained model has to be loaded again. */
export const learns = { ...bot, trains: true } as const;

/** Somebody who waits for one request. */
export async function listener() {
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
export async function modelServer(given: Buffer | undefined) {
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
