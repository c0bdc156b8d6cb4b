import { Router } from 'express';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Channel,
  type ChannelContext,
  type Delivery,
  defineChannel,
  type OpenChannel,
  type Outgoing,
} from '../../core/channel.js';
import type { BotMessage } from '../../core/messages/message.js';
import { openDesk } from '../channels/desk.js';

const capabilities = {
  buttons: false,
  images: false,
  cards: false,
  typing: false,
  voice: false,
  files: false,
  edit: false,
  maxTextLength: 20,
};

/** A channel that does what the test says. */
const channel = (name: string, open: Channel['open'] = () => ({ send: async () => 'delivered' })): Channel =>
  defineChannel({ name, capabilities, config: z.unknown(), open });

const outgoing = (text: string): Outgoing => ({
  id: 'm1',
  conversationId: 'c',
  recipient: 'c',
  inboxId: undefined,
  message: { text },
});

describe('channels', () => {
  it('are refused when two have one name', async () => {
    await expect(openDesk({ channels: [{ use: channel('sms') }, { use: channel('sms') }] })).rejects.toMatchObject({
      code: 'CHANNEL_DUPLICATE',
    });
  });

  it('are refused with settings that are not theirs', async () => {
    const sms = defineChannel({
      name: 'sms',
      capabilities,
      config: z.object({ number: z.string() }),
      open: () => ({ send: async () => 'delivered' as const }),
    });
    await expect(openDesk({ channels: [{ use: sms, config: { numbr: '1' } }] })).rejects.toMatchObject({
      code: 'PLUGIN_CONFIG_INVALID',
      message: expect.stringContaining('Did you mean "number"?'),
    });
  });

  it('close in reverse, and all that were open when one can not be opened', async () => {
    const diary: string[] = [];
    const noting = (name: string) =>
      channel(name, ({ signal }) => ({
        send: async () => 'delivered',
        close: () => void diary.push(`${name} ${signal.aborted ? 'aborted' : 'running'}`),
      }));
    const broken = channel('c', () => Promise.reject(new Error('no line')));
    const channels = [noting('a'), noting('b'), broken].map((use) => ({ use }));
    await expect(openDesk({ channels })).rejects.toMatchObject({
      code: 'CHANNEL_OPEN_FAILED',
      message: 'Channel "c" could not be opened: no line',
    });
    expect(diary).toEqual(['b aborted', 'a aborted']);
  });

  it('lose their routes when they close', async () => {
    const router = Router();
    router.get('/hook', (_, response) => void response.send('here'));
    const use = channel('sms', ({ mount }) => {
      mount(router);
      return { send: async () => 'delivered' };
    });
    const desk = await openDesk({ channels: [{ use }] });
    expect(await (await fetch(`${desk.url}/webhooks/sms/hook`)).text()).toBe('here');
    await desk.channels.close();
    expect((await fetch(`${desk.url}/webhooks/sms/hook`)).status).toBe(404);
    expect((await fetch(`${desk.url}/webhooks/sms/`)).status).toBe(404);
    await desk.close();
  });

  it('send a message in parts that fit, and after a failure only the parts that have not left', async () => {
    const sent: string[] = [];
    let faults = 1;
    const send: OpenChannel['send'] = async ({ id, message }): Promise<Delivery> => {
      if (message.text === 'And a second one.' && faults-- > 0) throw new Error('the line broke');
      sent.push(`${id}: ${message.text}`);
      return 'delivered';
    };
    const desk = await openDesk({ channels: [{ use: channel('sms', () => ({ send })) }] });
    const sms = desk.channels.get('sms');
    const message = outgoing('A first sentence. And a second one.');
    await expect(sms?.send(message)).rejects.toThrow('the line broke');
    expect(await sms?.send(message)).toBe('delivered');
    expect(sent).toEqual(['m1.1: A first sentence.', 'm1.2: And a second one.']);
    await desk.close();
  });

  it('show what they can show with their settings', async () => {
    const sent: BotMessage[] = [];
    const use = channel('sms', () => ({
      capabilities: { ...capabilities, buttons: true },
      send: async ({ message }) => {
        sent.push(message);
        return 'delivered';
      },
    }));
    const desk = await openDesk({ channels: [{ use }] });
    const message = { text: 'Sure?', buttons: [{ title: 'Yes', payload: '/affirm' }] };
    await desk.tell('sms', 'ann', message);
    expect(sent).toEqual([message]);
    expect(desk.channels.understand('sms', '1', [{ event: 'bot', text: 'Sure?', data: message }])).toBe('1');
    await desk.close();
  });

  it('understand the number of a button where buttons are numbered', async () => {
    const desk = await openDesk({ channels: [{ use: channel('sms') }] });
    const buttons = [{ title: 'Yes', payload: '/affirm' }];
    const events = [{ event: 'bot', text: 'Sure?', data: { buttons } } as const];
    expect(desk.channels.understand('sms', '1', events)).toBe('/affirm');
    expect(desk.channels.understand('sms', 'yes', events)).toBe('yes');
    await desk.close();
  });
});

describe('what a person did not hear', () => {
  /** Says something to a channel that answers with a text, and tells how much of its last message was heard. */
  async function hearing(answer: readonly BotMessage[], heard: string) {
    let context: ChannelContext | undefined;
    const ids: string[] = [];
    const send = async ({ id }: Outgoing): Promise<Delivery> => {
      ids.push(id);
      return 'delivered';
    };
    const phone = channel('phone', (given) => {
      context = given;
      return { send };
    });
    const desk = await openDesk({ channels: [{ use: phone }], answer: () => answer });
    const receipt = await context?.receive({ conversationId: 'c', externalId: '1', recipient: 'c', text: 'hi' });
    await receipt?.settled;
    await context?.heard(ids.at(-1) ?? '', heard);
    const record = desk.record('c');
    await desk.close();
    return record;
  }

  it('is cut from the record of the conversation', async () => {
    expect(await hearing([{ text: 'Hello.' }, { text: 'One two three.' }], 'One')).toEqual(['Hello.', 'One']);
  });

  it('is counted from the first part of a message that was sent in parts', async () => {
    expect(await hearing([{ text: 'One two three. Four five six.' }], 'Four')).toEqual(['One two three. Four']);
  });
});
