import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParseResult, PipelineEntry } from '../../core/index.js';
import { translateRasaPipeline } from '../../models/index.js';
import { dataOf, train } from './nlu-fixture.js';

const data = dataOf({ greet: ['hello'] });
const sentAt = new Date('2026-11-21T22:30:00Z');

/** What a Duckling server says of "🙂 tomorrow at 3pm for $50". */
const answer = [
  {
    body: 'tomorrow at 3pm',
    start: 2,
    end: 17,
    dim: 'time',
    latent: false,
    value: {
      values: [{ value: '2026-11-22T15:00:00.000+01:00', grain: 'hour', type: 'value' }],
      value: '2026-11-22T15:00:00.000+01:00',
      grain: 'hour',
      type: 'value',
    },
  },
  {
    body: '$50',
    start: 22,
    end: 25,
    dim: 'amount-of-money',
    latent: false,
    value: { value: 50, type: 'value', unit: '$' },
  },
];

let server: Server;
let url: string;
let asked: Record<string, string>[];
let reply: { status: number; body: string } | undefined;
let warnings: string[];

beforeEach(async () => {
  asked = [];
  reply = { status: 200, body: JSON.stringify(answer) };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      asked.push({ path: request.url ?? '', ...Object.fromEntries(new URLSearchParams(body)) });
      if (reply) response.writeHead(reply.status, { 'content-type': 'application/json' }).end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  warnings = [];
  vi.spyOn(process, 'emitWarning').mockImplementation((warning) => {
    warnings.push(String(warning));
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});

const text = '🙂 tomorrow at 3pm for $50';

async function parseWith(settings: Omit<PipelineEntry, 'name'>, times = 1): Promise<ParseResult[]> {
  const { entries } = translateRasaPipeline([{ name: 'DucklingEntityExtractor', ...settings }]);
  const nlu = await train(data, entries);
  const results: ParseResult[] = [];
  for (let time = 0; time < times; time++)
    results.push(await nlu.parse(text, { sentAt, timeZone: 'Europe/Berlin', language: 'en' }));
  return results;
}

const values = ([result]: readonly ParseResult[]): unknown[] => result?.entities.map(({ value }) => value) ?? [];
const understood = ['2026-11-22T15:00:00.000+01:00', 50];

describe('DucklingEntityExtractor with a url', () => {
  it('asks the server as Rasa does', async () => {
    await parseWith({ url, dimensions: ['time', 'amount-of-money'] });
    expect(asked).toEqual([
      {
        path: '/parse',
        text,
        locale: 'en_EN',
        tz: 'Europe/Berlin',
        dims: '["time","amount-of-money"]',
        reftime: String(sentAt.getTime()),
      },
    ]);
  });

  it('hands on what the server found, at its place in the text', async () => {
    const [result] = await parseWith({ url });
    expect(result?.entities).toMatchObject([
      {
        entity: 'time',
        text: 'tomorrow at 3pm',
        start: 3,
        value: understood[0],
        confidence: 1,
        extractor: 'DucklingEntityExtractor',
        additional_info: { grain: 'hour' },
      },
      { entity: 'amount-of-money', text: '$50', value: 50 },
    ]);
  });

  it('keeps to the dimensions asked for', async () => {
    expect(values(await parseWith({ url, dimensions: ['amount-of-money'] }))).toEqual([50]);
  });

  it('asks the server of RASA_DUCKLING_HTTP_URL before that of config.yml', async () => {
    vi.stubEnv('RASA_DUCKLING_HTTP_URL', url);
    await parseWith({ url: 'http://127.0.0.1:9' });
    expect(asked).toHaveLength(1);
  });

  it('reads without a server that refuses, says so once and leaves it alone for a while', async () => {
    reply = { status: 500, body: 'no' };
    expect((await parseWith({ url }, 3)).map((result) => values([result]))).toEqual([
      understood,
      understood,
      understood,
    ]);
    expect(asked).toHaveLength(1);
    expect(warnings).toEqual([expect.stringMatching(/Duckling server at http:.* status 500.*RASA_DUCKLING_HTTP_URL/)]);
  });

  it('asks again half a minute later', async () => {
    reply = { status: 500, body: 'no' };
    await parseWith({ url });
    reply = { status: 200, body: '[]' };
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
    expect(values(await parseWith({ url }))).toEqual([]);
  });

  it('reads without a server that does not answer in time', async () => {
    reply = undefined;
    expect(values(await parseWith({ url, timeout: 0.05 }))).toEqual(understood);
  });

  it('reads without a server whose answer is something else', async () => {
    reply = { status: 200, body: '<html>' };
    expect(values(await parseWith({ url }))).toEqual(understood);
  });

  it('reads without one when none is named', async () => {
    expect(values(await parseWith({}))).toEqual(understood);
    expect(warnings).toEqual([]);
  });
});
