import { describe, expect, it } from 'vitest';
import type { BotMessage } from '../../core/index.js';
import { botFrameworkDesk } from './botframework-desk.js';

const { inTeams, inWebChat, open, platform, post } = botFrameworkDesk();

/** What the platform gets for a message of the bot that answers "hi". */
const encoded = async (message: BotMessage, activity: object = inTeams(), config: object = {}) => {
  await post(await open(() => [message], config), activity);
  return platform().next();
};

describe('the Bot Framework channel shows', () => {
  const buttons = [
    { title: 'Yes', payload: '/affirm{"sure":"very"}' },
    { title: 'No', payload: '/deny' },
  ];
  const yes = {
    type: 'messageBack',
    title: 'Yes',
    displayText: 'Yes',
    text: '/affirm{"sure":"very"}',
    value: { payload: '/affirm{"sure":"very"}' },
  };

  it('buttons on a card in Teams', async () => {
    const activity = await encoded({ text: 'Sure?', buttons });
    expect(activity).toMatchObject({
      text: 'Sure?',
      attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: { buttons: [yes, {}] } }],
    });
    expect(activity).not.toHaveProperty('suggestedActions');
  });

  it('more than six buttons on several cards', async () => {
    const many = Array.from({ length: 8 }, (_, index) => ({ title: `${index}`, payload: `/n${index}` }));
    const { attachments } = await encoded({ text: 'Which?', buttons: many });
    expect(attachments).toMatchObject([
      { content: { buttons: { length: 6 } } },
      { content: { buttons: { length: 2 } } },
    ]);
  });

  it('buttons as suggested actions in Web Chat', async () => {
    const activity = await encoded({ text: 'Sure?', buttons }, inWebChat());
    expect(activity).toMatchObject({ text: 'Sure?', suggestedActions: { actions: [yes, {}] } });
    expect(activity).not.toHaveProperty('attachments');
  });

  it('buttons that say their payload where a channel knows no other', async () => {
    const activity = await encoded({ text: 'Sure?', buttons }, inWebChat({ channelId: 'slack' }));
    expect(activity).toMatchObject({ suggestedActions: { actions: [{}, { type: 'imBack', value: '/deny' }] } });
  });

  it('an image', async () => {
    const activity = await encoded({ text: 'Look.', image: 'https://x/a.JPG?w=1' });
    expect(activity).toMatchObject({
      text: 'Look.',
      attachments: [{ contentType: 'image/jpeg', contentUrl: 'https://x/a.JPG?w=1' }],
    });
  });

  it('cards side by side, with buttons that open a page or send something', async () => {
    const card = {
      title: 'Rose',
      subtitle: 'By Mia',
      image_url: 'https://x/rose.png',
      buttons: [
        { title: 'Book', payload: '/book' },
        { title: 'More', type: 'web_url', url: 'https://x/rose' },
      ],
    };
    expect(await encoded({ elements: [card, { title: 'Lily' }] })).toMatchObject({
      attachmentLayout: 'carousel',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.hero',
          content: {
            title: 'Rose',
            subtitle: 'By Mia',
            images: [{ url: 'https://x/rose.png' }],
            buttons: [
              { type: 'messageBack', title: 'Book', text: '/book' },
              { type: 'openUrl', title: 'More', value: 'https://x/rose' },
            ],
          },
        },
        { content: { title: 'Lily' } },
      ],
    });
  });

  it('an adaptive card as it stands', async () => {
    const custom = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Hello' }] };
    expect(await encoded({ text: 'Here:', custom })).toMatchObject({
      type: 'message',
      text: 'Here:',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: custom }],
    });
  });

  it('an attachment of any other kind, and fields of the activity', async () => {
    const thumbnail = { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'Small' } };
    expect(await encoded({ custom: thumbnail })).toMatchObject({ attachments: [thumbnail] });
  });

  it('fields of the activity that a message brings', async () => {
    const custom = { channelData: { notification: { alert: true } }, importance: 'high' };
    expect(await encoded({ text: 'Now!', custom })).toMatchObject({ type: 'message', text: 'Now!', ...custom });
  });

  it('the address of a file', async () => {
    const attachment = { type: 'file', payload: { src: 'https://x/price-list.pdf' } };
    expect(await encoded({ text: 'Prices:', attachment })).toMatchObject({ text: 'Prices:\nhttps://x/price-list.pdf' });
  });

  it('plain text where that is set', async () => {
    expect(await encoded({ text: 'a_b_c' }, inTeams(), { text_format: 'plain' })).toMatchObject({
      textFormat: 'plain',
    });
  });
});
