import type { Channel, Incoming } from '../../../core/channel.js';
import type { Dialogue } from '../../../core/dialogue/dialogue.js';
import { createInbox } from '../../../core/inbox/inbox.js';
import { type OpenChannels, openChannels } from '../../../core/server/channels.js';
import { createServer } from '../../../core/server/server.js';
import type { Store } from '../../../core/store/store.js';
import { echoDialogue, openEchoTracker } from '../echo.js';
import { type LogLine, listeningLog } from '../log.js';
import { type MatrixClock, matrixClock } from './clock.js';
import { answerTo } from './script.js';

/** An attempt of the bot to send something through its channel. */
interface Attempt {
  /** ms since 1970, by the bot's clock. */
  readonly at: number;
  readonly text: string | undefined;
}

/** A small bot with one channel; its inbox, outbox, store and server are the real ones, its clock stands still. */
export interface MatrixBot {
  readonly url: string;
  /** What its channel handed in, duplicates included. */
  readonly heard: readonly Incoming[];
  /** The texts of its turns. */
  readonly turns: readonly string[];
  readonly attempts: readonly Attempt[];
  readonly log: readonly LogLine[];
  readonly clock: MatrixClock;
  /** Does something while the database takes no message in. */
  withoutStoring(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Opens the bot on an empty store; what an earlier bot left in it is removed. */
export async function openMatrixBot(channel: Channel, config: object, store: Store): Promise<MatrixBot> {
  await store.dataSource.query('TRUNCATE inbox, outbox, events, conversations');
  const log = listeningLog();
  const clock = matrixClock();
  const heard: Incoming[] = [];
  const turns: string[] = [];
  const attempts: Attempt[] = [];
  const status = () => ({ modelFile: '', modelId: '', activeTrainingJobs: 0 });
  const server = createServer({
    port: 0,
    host: '127.0.0.1',
    version: '0.0.0',
    log,
    status,
    deadLetters: store.deadLetters,
  });
  let channels: OpenChannels | undefined;

  const watched: Channel = {
    ...channel,
    async open(context, settings) {
      const receive: typeof context.receive = (incoming) => {
        heard.push(incoming);
        return context.receive(incoming);
      };
      const door = await channel.open({ ...context, receive }, settings);
      return {
        ...door,
        send(outgoing) {
          attempts.push({ at: clock.now(), text: outgoing.message.text });
          return door.send(outgoing);
        },
      };
    },
  };
  const script = echoDialogue((text) => void turns.push(text), answerTo);
  const dialogue: Dialogue = {
    ...script,
    turn(tracker, input, signal) {
      const text = channels?.understand(input.inputChannel, input.text, tracker.events) ?? input.text;
      return script.turn(tracker, { ...input, text }, signal);
    },
  };
  const inbox = createInbox({
    store,
    dialogue,
    openTracker: openEchoTracker,
    channels: { get: (name) => channels?.get(name) },
    emit: () => {},
    log,
    clock,
  });

  const opened = await openChannels([{ use: watched, config }], { server, inbox, log, holds: store });
  channels = opened;
  await inbox.start();
  const { url } = await server.listen();
  return {
    url,
    heard,
    turns,
    attempts,
    log: log.lines,
    clock,
    async withoutStoring(work) {
      await store.dataSource.query('ALTER TABLE inbox RENAME TO inbox_out_of_order');
      await work().finally(() => store.dataSource.query('ALTER TABLE inbox_out_of_order RENAME TO inbox'));
    },
    async close() {
      await server.drain();
      await Promise.all([inbox.stop(1), clock.skip()]);
      await opened.close();
      await server.close();
    },
  };
}
