import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { z } from 'zod';
import { rest } from '../../../channels/rest/index.js';
import type { ChannelDriver, MatrixPlatform, Shown, Verdict } from '../../kit/channel-matrix.js';
import { createTally } from '../../kit/tally.js';

const reply = z.object({
  recipient_id: z.string(),
  text: z.string().default(''),
  buttons: z.array(z.object({ title: z.string(), payload: z.string() })).default([]),
  image: z.string().optional(),
  attachment: z.object({ payload: z.object({ src: z.string() }) }).optional(),
});

type Reply = z.infer<typeof reply>;

const shownOf = ({ recipient_id, text, buttons, image, attachment }: Reply): Shown => ({
  to: recipient_id,
  text,
  buttons: buttons.map(({ title }) => title),
  ...(image === undefined ? {} : { image }),
  ...(attachment === undefined ? {} : { file: attachment.payload.src }),
});

/** A program that calls the bot and reads the answers as they are streamed. */
async function startCaller(): Promise<MatrixPlatform> {
  const replies = createTally<Reply>();
  const reading: Promise<void>[] = [];
  let url = '';
  let ids = 0;
  let latest = '';

  async function post(body: string): Promise<Verdict> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/webhooks/rest/webhook?stream=true`, { method: 'POST', headers, body });
    if (!response.ok || !response.body) return 'refused';
    reading.push(read(response.body as ReadableStream));
    return 'taken';
  }
  async function read(body: ReadableStream): Promise<void> {
    for await (const line of createInterface({ input: Readable.fromWeb(body) }))
      replies.add(reply.parse(JSON.parse(line)));
  }
  const say = (message: string) => {
    latest = JSON.stringify({ sender: 'ann', message, metadata: { message_id: ++ids } });
    return post(latest);
  };

  return {
    channel: rest,
    config: {},
    connect: (botUrl) => {
      url = botUrl;
    },
    close: async () => void (await Promise.all(reading)),
    sent: () => replies.list.map(shownOf),
    shows: replies.has,
    say,
    press(title) {
      const buttons = replies.list.flatMap((one) => one.buttons);
      return say(buttons.findLast((button) => button.title === title)?.payload ?? '');
    },
    again: () => post(latest),
    sayNoJson: () => post('{"sender":'),
  };
}

const textOnly = "messages are text by Rasa's protocol; files are uploaded by a route beside them";
const open = 'whoever reaches the address may talk, as with Rasa';
const inAnswer = 'answers are read from the response to the request';

/** A program that calls the bot and reads the answers as they are streamed. */
export const restCaller: ChannelDriver = {
  name: 'rest',
  lacks: {
    picture: textOnly,
    file: textOnly,
    location: textOnly,
    contact: textOnly,
    voice: textOnly,
    edit: textOnly,
    deletion: textOnly,
    status: textOnly,
    'own message': inAnswer,
    group: 'each sender is alone with the bot',
    'group talk': 'each sender is alone with the bot',
    thread: 'each sender is alone with the bot',
    'wrong signature': open,
    'no signature': open,
    replay: open,
    batch: 'a request is one message',
    'wrong order': 'a request does not say when it was written',
    'rate limit': inAnswer,
    'platform error': inAnswer,
    'dead letter': inAnswer,
    'long answer': 'texts may be of any length',
    degrade: 'everything is handed over as it is',
  },
  start: startCaller,
};
