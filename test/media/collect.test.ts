import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Incoming, type OpenChannel, permanent } from '../../core/channel.js';
import type { Dialogue, TurnInput } from '../../core/dialogue/dialogue.js';
import { ParleyError } from '../../core/errors.js';
import { createInbox, type Inbox } from '../../core/inbox/inbox.js';
import { createCollect } from '../../core/media/collect.js';
import type { FileToKeep } from '../../core/media/file.js';
import type { Store } from '../../core/store/store.js';
import { createDatabases, promised, recordingLog, type TestDatabase } from '../inbox/desk.js';
import { echoDialogue, openEchoTracker } from '../kit/echo.js';
import { type MediaBench, never, openBench } from './bench.js';
import { png, program, streamOf } from './files.js';

const databases = createDatabases();
let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await databases.create('PGlite');
  store = await database.open();
}, 60_000);
afterAll(async () => {
  await store.close();
  await databases.stop();
});

/** Files of a platform by their source; each request takes the next of them. */
type Platform = Record<string, ((signal: AbortSignal) => FileToKeep | Promise<FileToKeep>)[]>;

let bench: MediaBench;
let inbox: Inbox;
let turns: TurnInput[];
let fetched: string[];
let log: ReturnType<typeof recordingLog>;

beforeEach(async () => {
  bench = await openBench(store, { limits: { max_files: 2, timeout: 60 } });
});
afterEach(async () => {
  await inbox.stop();
  bench.remove();
});

/** Opens an inbox whose channel fetches from a platform. */
async function openInbox(platform: Platform): Promise<void> {
  turns = [];
  fetched = [];
  log = recordingLog();
  const echo = echoDialogue();
  const dialogue: Dialogue = {
    ...echo,
    turn: (tracker, input, signal) => {
      turns.push(input);
      return echo.turn(tracker, input, signal);
    },
  };
  const channel = {
    send: async () => 'delivered' as const,
    async fetch(source: string, signal: AbortSignal) {
      fetched.push(source);
      const next = platform[source]?.shift();
      if (!next) throw permanent(new Error('there is no such file'));
      return await next(signal);
    },
  };
  const channels = new Map<string, OpenChannel>([
    ['test', channel],
    ['plain', { send: channel.send }],
  ]);
  const collect = createCollect({ media: bench.media, channels, log, clock: bench.clock });
  inbox = createInbox({ store, dialogue, openTracker: openEchoTracker, channels, emit: () => {}, log, collect });
  await inbox.start();
}

let count = 0;

function withFiles(person: string, ...attachments: object[]): Incoming {
  const externalId = `f${++count}`;
  return { conversationId: person, recipient: person, externalId, text: 'look', metadata: { attachments } };
}

const attachmentsOf = (turn: TurnInput | undefined) => turn?.metadata?.attachments as Record<string, unknown>[];
const picture = () => ({ stream: streamOf(png()), name: 'rose.png' });

describe('what came with a message', () => {
  it('is there when its turn begins, as a reference in place of where it came from', async () => {
    await openInbox({ 'rose-1': [picture] });
    const message = withFiles('ann', { kind: 'photo', source: 'rose-1', caption: 'this one', width: 640 });
    await (await inbox.accept('test', message)).settled;
    const [file] = attachmentsOf(turns[0]);
    expect(file).toEqual({
      kind: 'photo',
      mime: 'image/png',
      name: 'rose.png',
      size: png().length,
      media: expect.stringMatching(/^[\w-]{22}$/),
      caption: 'this one',
      width: 640,
    });
    expect(await bench.media.read(String(file?.media))).toEqual(png());
  });

  it('is acknowledged before it is fetched, and holds up nobody else', async () => {
    const arrival = promised<FileToKeep>();
    await openInbox({ slow: [() => arrival.promise] });
    const ann = await inbox.accept('test', withFiles('ann', { kind: 'photo', source: 'slow' }));
    const ben = await inbox.accept('test', {
      conversationId: 'ben',
      recipient: 'ben',
      externalId: `b${++count}`,
      text: 'hi',
    });
    await ben.settled;
    expect(turns.map(({ text }) => text)).toEqual(['hi']);
    arrival.keep(picture());
    await ann.settled;
    expect(turns.map(({ text }) => text)).toEqual(['hi', 'look']);
  });

  it('holds its place before what the same person says next', async () => {
    const arrival = promised<FileToKeep>();
    await openInbox({ slow: [() => arrival.promise] });
    await inbox.accept('test', withFiles('ann', { kind: 'photo', source: 'slow' }));
    const next = { conversationId: 'ann', recipient: 'ann', externalId: `n${++count}`, text: 'and?' };
    const later = await inbox.accept('test', next);
    arrival.keep(picture());
    await later.settled;
    expect(turns.map(({ text }) => text)).toEqual(['look', 'and?']);
  });

  it('is tried again after a pause when the platform fails', async () => {
    const away = () => {
      void bench.clock.waiting().then(() => bench.clock.turn(2_000));
      return Promise.reject(new Error('connection reset'));
    };
    await openInbox({ 'rose-2': [away, away, picture] });
    await (await inbox.accept('test', withFiles('ann', { kind: 'photo', source: 'rose-2' }))).settled;
    expect(attachmentsOf(turns[0])[0]).toMatchObject({ mime: 'image/png' });
    expect(fetched).toEqual(['rose-2', 'rose-2', 'rose-2']);
  });

  it('is given up when it takes too long, and the message goes on', async () => {
    const endless = (signal: AbortSignal) => {
      queueMicrotask(() => void bench.clock.turn(60_000));
      return new Promise<FileToKeep>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    await openInbox({ endless: [endless] });
    await (await inbox.accept('test', withFiles('ann', { kind: 'photo', source: 'endless' }))).settled;
    expect(attachmentsOf(turns[0])).toEqual([{ kind: 'photo', failed: 'unavailable' }]);
    expect(log.lines.join('\n')).toContain('did not arrive within 60 seconds');
  });

  it.each([
    ['too_large', () => ({ ...picture(), size: 50_000_000 })],
    ['type_refused', () => ({ stream: streamOf(program), name: 'rose.png' })],
    ['empty', () => ({ stream: streamOf() })],
    ['not_found', () => Promise.reject(permanent(new Error('it was deleted')))],
    ['no_space', () => Promise.reject(new ParleyError('MEDIA_NO_SPACE', { place: 'here' }))],
  ])('is marked as %s, at the first attempt', async (failed, file) => {
    await openInbox({ rose: [file] });
    await (await inbox.accept('test', withFiles('ann', { kind: 'photo', source: 'rose', name: 'a.png' }))).settled;
    expect(attachmentsOf(turns[0])).toEqual([{ kind: 'photo', name: 'a.png', failed }]);
    expect(log.lines.join('\n')).toContain('A file could not be taken in');
  });

  it('is left where it is beyond a number of files', async () => {
    await openInbox({ a: [picture], b: [picture], c: [picture] });
    const files = ['a', 'b', 'c'].map((source) => ({ kind: 'photo', source }));
    await (await inbox.accept('test', withFiles('ann', ...files))).settled;
    expect(attachmentsOf(turns[0]).map(({ failed }) => failed)).toEqual([undefined, undefined, 'too_many']);
    expect(fetched).toEqual(['a', 'b']);
  });

  it('is left alone when it is no file', async () => {
    await openInbox({});
    const place = { kind: 'location', latitude: 52.5, longitude: 13.4 };
    await (await inbox.accept('test', withFiles('ann', place))).settled;
    expect(attachmentsOf(turns[0])).toEqual([place]);
  });

  it('is fetched again after a stop in the middle, and not when it had come already', async () => {
    await openInbox({ half: [() => new Promise<FileToKeep>(() => {})], whole: [picture] });
    const files = [
      { kind: 'photo', source: 'whole' },
      { kind: 'photo', source: 'half' },
    ];
    await inbox.accept('test', withFiles('cleo', ...files));
    await kept('cleo');
    await inbox.stop(0);
    expect(turns).toEqual([]);
    await store.close();
    store = await database.open();
    bench.remove();
    bench = { ...bench, ...(await openBench(store)) };
    await openInbox({ half: [picture], whole: [picture] });
    await inbox.stop();
    expect(attachmentsOf(turns[0]).map(({ media }) => typeof media)).toEqual(['string', 'string']);
  });
});

describe('what a caller only claims', () => {
  it('is never fetched where the channel fetches nothing', async () => {
    await openInbox({});
    const message = withFiles('ann', { kind: 'photo', source: 'http://169.254.169.254/latest/meta-data' });
    await (await inbox.accept('plain', message)).settled;
    expect(attachmentsOf(turns[0])).toEqual([{ kind: 'photo', failed: 'not_found' }]);
    expect(fetched).toEqual([]);
  });

  it("is not handed over when it is somebody else's file", async () => {
    await openInbox({});
    const belonging = { conversationId: 'ben', uploadedBy: 'plain\nben' };
    const { id } = await bench.media.keep({ stream: streamOf(png()) }, belonging, never);
    await (await inbox.accept('plain', withFiles('ann', { media: id }))).settled;
    expect(attachmentsOf(turns[0])).toEqual([{ failed: 'not_found' }]);
  });

  it('is handed over when they uploaded it themselves', async () => {
    await openInbox({});
    const belonging = { conversationId: 'ann', uploadedBy: 'plain\nann' };
    const { id } = await bench.media.keep({ stream: streamOf(png()) }, belonging, never);
    await (await inbox.accept('plain', withFiles('ann', { media: id, mime: 'text/html' }))).settled;
    expect(attachmentsOf(turns[0])).toEqual([{ kind: 'image', mime: 'image/png', size: png().length, media: id }]);
  });
});

/** Resolves when a file of a conversation is kept. */
async function kept(conversation: string): Promise<void> {
  while ((await bench.media.count([conversation])) === 0) await new Promise(setImmediate);
}
