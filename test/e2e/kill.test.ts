import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startPostgres, type TestServer, whyNoPostgres } from '../kit/database.js';
import { startBot } from './parley-process.js';
import { writeSlowBot } from './slow-bot.js';

let folder: string;
let remove: () => void;

beforeEach(async () => {
  ({ folder, remove } = await writeSlowBot());
});

afterEach(() => remove());

describe('kill -9 between acknowledging and answering', () => {
  it('loses nothing and answers once after the restart, on the embedded database', async () => {
    await killAndRestart({});
  });

  const why = whyNoPostgres();
  describe.skipIf(why !== undefined)(`on PostgreSQL${why ? ` (skipped: ${why})` : ''}`, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server.stop());

    it('loses nothing and answers once after the restart', async () => {
      await killAndRestart({ DATABASE_URL: await server.createDatabase() });
    });
  });
});

async function killAndRestart(environment: Record<string, string>): Promise<void> {
  const first = await startBot(folder, { ...environment, HANG: '1' });
  const before = await openChat(first.url);
  const acknowledged = await before.socket.emitWithAck('user_uttered', {
    message: '/ask',
    session_id: before.session,
    metadata: { message_id: 'message-1' },
  });
  expect(acknowledged).toEqual({ ok: true });
  before.socket.close();
  first.process.kill('SIGKILL');
  await first.process.ended;

  const second = await startBot(folder, environment);
  const after = await openChat(second.url, before.session);
  await after.firstAnswer;
  // The widget sends again what it is not sure of; the bot has it already.
  await after.socket.emitWithAck('user_uttered', {
    message: '/ask',
    session_id: before.session,
    metadata: { message_id: 'message-1' },
  });
  // A later question is answered after everything that went before it.
  await after.socket.emitWithAck('user_uttered', { message: '/ask', session_id: before.session });
  await after.answered(2);
  expect(after.answers).toEqual(['Here is your answer.', 'Here is your answer.']);

  after.socket.close();
  second.process.kill('SIGTERM');
  expect((await second.process.ended).code).toBe(0);
}

interface Chat {
  readonly socket: Socket;
  readonly session: string;
  readonly answers: string[];
  readonly firstAnswer: Promise<void>;
  answered(count: number): Promise<void>;
}

async function openChat(url: string, session?: string): Promise<Chat> {
  const socket = io(url, { transports: ['websocket'], auth: { ack: true } });
  const answers: string[] = [];
  const waiting: { readonly count: number; resolve(): void }[] = [];
  socket.on('bot_uttered', (message: { text: string }, acknowledge?: () => void) => {
    answers.push(message.text);
    acknowledge?.();
    for (const one of waiting) if (answers.length >= one.count) one.resolve();
  });
  const answered = (count: number) =>
    new Promise<void>((resolve) => {
      if (answers.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  const firstAnswer = answered(1);
  const confirmed = new Promise<string>((resolve) => socket.once('session_confirm', resolve));
  socket.emit('session_request', session ? { session_id: session } : {});
  return { socket, session: await confirmed, answers, firstAnswer, answered };
}
