import { describe, expect, it } from 'vitest';
import type { BotMessage } from '../../core/index.js';
import { echo, open, platform, useSlack } from './slack-desk.js';
import { direct } from './slack-people.js';

useSlack();

/** Sends one bot message through the channel and says what Slack got. */
const shown = async (message: BotMessage) => {
  const at = await open();
  await at.tell('slack', 'D1', message);
  return platform.posts;
};

const outgoing = (message: BotMessage) => ({
  id: '1',
  conversationId: 'slack:UANN',
  recipient: 'D1',
  inboxId: undefined,
  message,
});

describe('the Slack channel shows', () => {
  const buttons = (count: number, payload = (index: number) => `/choose{"n": ${index}}`) =>
    Array.from({ length: count }, (_, index) => ({ title: `Choice ${index}`, payload: payload(index) }));

  it('text in the markup of Slack, and calls nobody', async () => {
    expect(await shown({ text: '**Hi** <!channel> & [shop](https://x.co/?a=1&b=2)' })).toEqual([
      { channel: 'D1', text: '*Hi* &lt;!channel&gt; &amp; <https://x.co/?a=1&amp;b=2|shop>' },
    ]);
  });

  it('buttons below their text', async () => {
    const [post] = await shown({ text: 'Sure?', buttons: [{ title: 'Yes', payload: '/yes' }] });
    expect(post).toMatchObject({
      text: 'Sure?\n• Yes',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'Sure?' } },
        { type: 'actions', elements: [{ type: 'button', text: { text: 'Yes' }, value: '/yes' }] },
      ],
    });
  });

  it('many choices as a menu', async () => {
    const [post] = await shown({ text: 'Which?', buttons: buttons(40) });
    const menu = {
      type: 'static_select',
      options: expect.arrayContaining([expect.objectContaining({ value: '/choose{"n": 39}' })]),
    };
    expect(post).toMatchObject({ blocks: [{ type: 'section' }, { type: 'actions', elements: [menu] }] });
  });

  it('many choices as rows of buttons, where a menu can not carry their payloads', async () => {
    const [post] = await shown({
      text: 'Which?',
      buttons: buttons(30, (n) => `/choose{"n": ${n}, "x": "${'x'.repeat(200)}"}`),
    });
    const rows = (post?.blocks as { elements?: unknown[] }[] | undefined)?.map(({ elements }) => elements?.length);
    expect(rows).toEqual([undefined, 25, 5]);
  });

  it('long titles cut, and payloads longer than Slack takes not at all', async () => {
    const [post] = await shown({
      text: '?',
      buttons: [{ title: 'Long '.repeat(30), payload: `/a${'x'.repeat(3_000)}` }],
    });
    expect(post).toHaveProperty('blocks.1.elements.0.text.text', expect.stringMatching(/^Long .{1,69}…$/));
    expect(post).not.toHaveProperty('blocks.1.elements.0.value');
  });

  it('an image with its text, in one message', async () => {
    expect(await shown({ text: 'A rose', image: 'https://x.co/rose.png' })).toMatchObject([
      { blocks: [{ type: 'section' }, { type: 'image', image_url: 'https://x.co/rose.png', alt_text: 'A rose' }] },
    ]);
  });

  it('a card with its image, links and buttons', async () => {
    const card = {
      title: 'Maya',
      subtitle: 'Fine line',
      image_url: 'https://x.co/maya.png',
      buttons: [
        { type: 'web_url', title: 'Portfolio', url: 'https://x.co/maya' },
        { type: 'postback', title: 'Book', payload: '/book{"artist": "Maya"}' },
      ],
    };
    expect(await shown({ elements: [card] })).toMatchObject([
      {
        blocks: [
          { text: { text: '*Maya*\nFine line' }, accessory: { image_url: 'https://x.co/maya.png', alt_text: 'Maya' } },
          {
            elements: [
              { action_id: 'open:0', url: 'https://x.co/maya' },
              { action_id: 'say:1', value: '/book{"artist": "Maya"}' },
            ],
          },
        ],
      },
    ]);
  });

  it('more cards than one message holds in two', async () => {
    const elements = Array.from({ length: 60 }, (_, index) => ({ title: `Card ${index}` }));
    const sizes = (await shown({ elements })).map(({ blocks }) => (blocks as unknown[]).length);
    expect(sizes).toEqual([50, 10]);
  });

  it('a text that escaping makes longer than a section', async () => {
    const [post] = await shown({ text: '<&> '.repeat(700), buttons: buttons(1) });
    expect(post?.blocks).toHaveProperty('length', 5);
  });

  it('custom JSON as the arguments of the message, and an attachment of its own shape', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*raw*' } }];
    expect(await shown({ custom: { blocks, text: 'raw' }, attachment: { color: '#fff', text: 'side' } })).toEqual([
      { channel: 'D1', text: 'raw', blocks },
      { channel: 'D1', text: '', attachments: [{ color: '#fff', text: 'side' }] },
    ]);
  });

  it('text where Slack can not show the blocks', async () => {
    const at = await open();
    platform.answerNext('chat.postMessage', { body: { ok: false, error: 'invalid_blocks' } });
    await at.tell('slack', 'D1', { text: 'A rose', image: 'https://x.co/gone.png' });
    expect(platform.posts).toEqual([{ channel: 'D1', text: 'A rose\nhttps://x.co/gone.png' }]);
  });

  it('everything in the one channel that the settings name', async () => {
    const at = await open(echo, { slack_channel: 'C9' });
    await platform.sendEvent(at.url, direct('hi'));
    expect(await platform.posted(1)).toEqual([{ channel: 'C9', text: 'You said: hi' }]);
  });
});

describe('the Slack channel, when Slack does not take a message,', () => {
  it('posts only the rest when it is tried again', async () => {
    const at = await open();
    const message = { text: 'one', custom: { text: 'two' } };
    const { send } = at.channels.get('slack') ?? {};
    platform.answerNext('chat.postMessage', { body: { ok: true } });
    platform.answerNext('chat.postMessage', { status: 429, headers: { 'retry-after': '1' }, body: {} });
    await expect(send?.(outgoing(message))).rejects.toMatchObject({ retryAfterMs: 1_000 });
    await send?.(outgoing(message));
    expect(platform.posts).toEqual([{ channel: 'D1', text: 'two' }]);
  });

  it.each([
    ['gives up what Slack will never take', 'is_archived', true],
    ['tries again what may be mended', 'internal_error', undefined],
  ])('%s', async (_, error, lasting) => {
    const at = await open();
    platform.answerNext('chat.postMessage', { body: { ok: false, error } });
    const fault = await at.channels
      .get('slack')
      ?.send(outgoing({ text: 'hi' }))
      .catch((cause: unknown) => cause);
    expect(fault).toMatchObject({ code: 'SLACK_REFUSED', message: expect.stringContaining(error) });
    expect(Object(fault).permanent).toBe(lasting);
  });
});
