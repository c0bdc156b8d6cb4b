import { expect, it } from 'vitest';
import type { RunningBot } from '../../core/bot/serve.js';
import { formatError } from '../../core/errors.js';
import { listeningLog } from '../kit/log.js';
import { apiToken, sharedDatabase, startProject, writeProject } from './harness-bot.js';
import { compare, type Outcome } from './harness-compare.js';
import type { Answer, ConformanceCase, RefusedCase, Step, Surroundings, Talk } from './harness-shape.js';

const database = sharedDatabase();
let conversations = 0;

/**
 * Holds a case: writes its project to a folder, serves it in this process, and talks to it over HTTP.
 *
 * @example
 * conformance('a form asks for its first empty slot', {
 *   from: 'rasa.com/docs/rasa/forms#usage',
 *   domain: '…',
 *   data: '…',
 *   turns: [
 *     { user: '/book', bot: 'Which size?', loop: 'book_form', slots: { requested_slot: 'size' } },
 *     { user: '/inform{"size": "small"}', does: ['book_form', 'utter_done'] },
 *   ],
 * });
 */
export function conformance(name: string, test: ConformanceCase | RefusedCase): void {
  it(`${name} (${test.from})`, async () => {
    if ('refused' in test) await refuse(test);
    else await hold(test);
  });
}

async function hold(test: ConformanceCase): Promise<void> {
  const surroundings: Surroundings | undefined = await test.surroundings?.();
  const place = await writeProject(test, surroundings?.files);
  const log = listeningLog();
  const start = () => startProject(place.folder, test, database.opening, log);
  let bot: RunningBot | undefined;
  try {
    bot = await start();
    const restart = async () => {
      await bot?.stop();
      bot = undefined;
      bot = await start();
    };
    const talk = createTalk({ url: () => bot?.url ?? '', folder: place.folder, logged: log.lines, restart });
    for (const [index, step] of test.turns.entries()) await take(step, talk, index);
  } finally {
    await bot?.stop();
    await surroundings?.close();
    place.remove();
    await database.reset();
  }
}

async function refuse(test: RefusedCase): Promise<void> {
  const place = await writeProject(test);
  let bot: RunningBot | undefined;
  try {
    const outcome = startProject(place.folder, test, database.opening, listeningLog()).then(
      (started) => {
        bot = started;
        return 'It started.';
      },
      (error: unknown) => formatError(error),
    );
    expect(await outcome).toMatch(test.refused);
  } finally {
    await bot?.stop();
    place.remove();
  }
}

async function take(step: Step, talk: Recorded, index: number): Promise<void> {
  if (typeof step === 'function') {
    await step(talk);
    await talk.recent();
    return;
  }
  const about = `step ${index + 1}, ${'user' in step ? step.user : step.request}`;
  const messages = 'user' in step ? await talk.says(step.user, step.metadata) : undefined;
  if ('request' in step) {
    const [method = 'GET', path = '/'] = step.request.split(' ');
    const answer = await talk.request(method, path, step.body, step.headers);
    expect(answer.status, `${about}: ${answer.text}`).toBe(step.status ?? 200);
    if (step.answer instanceof RegExp) expect(answer.text, about).toMatch(step.answer);
    else if (Array.isArray(step.answer)) expect(answer.json, about).toMatchObject(step.answer);
    else if (typeof step.answer === 'object') expect(answer.json, about).toMatchObject({ ...step.answer });
    else if (step.answer !== undefined) expect(answer.json ?? answer.text, about).toEqual(step.answer);
  }
  compare(step, { messages, ...(await talk.recent()) }, about);
}

/** A talk that knows which events it has seen already. */
interface Recorded extends Talk {
  recent(): Promise<Omit<Outcome, 'messages'>>;
}

interface TalkParts extends Pick<Talk, 'folder' | 'logged' | 'restart'> {
  url(): string;
}

function createTalk({ url, ...rest }: TalkParts): Recorded {
  conversations += 1;
  const conversationId = `person-${conversations}`;
  let seen = 0;
  const request: Talk['request'] = async (method, path, body, headers = {}) => {
    const target = new URL(path.replace('{id}', conversationId), url());
    if (!target.pathname.startsWith('/webhooks/')) target.searchParams.set('token', apiToken);
    const isText = typeof body === 'string';
    const response = await fetch(target, {
      method,
      headers: { ...(body === undefined || isText ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: jsonOf(text), headers: response.headers } satisfies Answer;
  };
  const tracker: Talk['tracker'] = async () => {
    const { json, status, text } = await request('GET', '/conversations/{id}/tracker?include_events=ALL');
    expect(status, text).toBe(200);
    return json as Awaited<ReturnType<Talk['tracker']>>;
  };
  return {
    ...rest,
    conversationId,
    get url() {
      return url();
    },
    request,
    tracker,
    async says(text, metadata) {
      const body = { sender: conversationId, message: text, ...(metadata ? { metadata } : {}) };
      const answer = await request('POST', '/webhooks/rest/webhook', body);
      expect(answer.status, answer.text).toBe(200);
      return answer.json as Record<string, unknown>[];
    },
    async recent() {
      const now = await tracker();
      const events = now.events.filter(({ timestamp }) => Number(timestamp) > seen);
      seen = Math.max(seen, ...events.map(({ timestamp }) => Number(timestamp)));
      return { events, tracker: now };
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
