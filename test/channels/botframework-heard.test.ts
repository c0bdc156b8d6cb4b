import { describe, expect, it } from 'vitest';
import { botFrameworkDesk, silent } from './botframework-desk.js';

const { botId, inTeams, inTeamsChannel, inWebChat, open, post } = botFrameworkDesk();

const mention = (id: string, name: string) => ({ type: 'mention', mentioned: { id, name }, text: `<at>${name}</at>` });

describe('the Bot Framework channel ignores', () => {
  const activities: readonly [string, () => object][] = [
    ['an edit', () => inTeams({ type: 'messageUpdate', channelData: { eventType: 'editMessage' } })],
    ['a deletion', () => inTeams({ type: 'messageDelete', text: undefined })],
    ['a reaction', () => inTeams({ type: 'messageReaction', reactionsAdded: [{ type: 'like' }] })],
    ['somebody typing', () => inTeams({ type: 'typing', text: undefined })],
    ['an event', () => inWebChat({ type: 'event', name: 'webchat/join', value: {} })],
    ['the end of a conversation', () => inTeams({ type: 'endOfConversation' })],
    ['the bot itself', () => inTeams({ from: { id: botId() } })],
    ['another bot', () => inTeams({ from: { id: '28:other', role: 'bot' } })],
    ['an empty message', () => inTeams({ text: '  ' })],
    ['the bot being added', () => inTeams({ type: 'conversationUpdate', membersAdded: [{ id: botId() }] })],
    ['what is said to the group', () => inTeamsChannel({ text: 'lunch?' })],
    [
      'a mention of somebody else',
      () => inTeamsChannel({ text: '<at>Bob</at> lunch?', entities: [mention('29:bob', 'Bob')] }),
    ],
  ];

  it.each(activities)('%s', async (_, activity) => {
    const at = await open();
    expect((await post(at, activity())).status).toBe(200);
    expect(at.received).toEqual([]);
  });

  it('an invoke that nothing answers, and says so', async () => {
    const at = await open();
    expect((await post(at, inTeams({ type: 'invoke', name: 'task/fetch', value: {} }))).status).toBe(501);
    expect(at.received).toEqual([]);
  });
});

describe('the Bot Framework channel understands', () => {
  const text = async (activity: object, config: object = {}) => {
    const at = await open(silent, config);
    await post(at, activity);
    return at.received[0]?.text;
  };

  it('a mention in a channel of Teams, without the name of the bot', async () => {
    const said = '<at>Ink</at>&nbsp;can <at>Bob</at> come?\n';
    const entities = [mention(botId(), 'Ink'), mention('29:bob', 'Bob')];
    expect(await text(inTeamsChannel({ text: said, entities }))).toBe('can Bob come?');
  });

  it('everything that is said in a group, where that is wanted', async () => {
    expect(await text(inTeamsChannel({ text: 'lunch?' }), { group_messages: 'all' })).toBe('lunch?');
  });

  it('a button, whose payload comes beside its title', async () => {
    expect(await text(inTeamsChannel({ text: '/yes', value: { payload: '/yes{"a":"b"}' } }))).toBe('/yes{"a":"b"}');
  });

  it('a form of an adaptive card, whose fields are in the metadata', async () => {
    const at = await open(silent);
    await post(at, inTeams({ text: undefined, value: { size: 'big' } }));
    expect(at.received[0]).toMatchObject({ text: '[form]', metadata: { value: { size: 'big' } } });
  });

  it('a button of an adaptive card that is executed', async () => {
    const at = await open(silent);
    const value = { action: { type: 'Action.Execute', data: { payload: '/book' } }, trigger: 'manual' };
    const response = await post(at, inTeams({ type: 'invoke', name: 'adaptiveCard/action', text: undefined, value }));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ statusCode: 200 });
    expect(at.received[0]?.text).toBe('/book');
  });

  it('a picture and a file', async () => {
    const at = await open(silent);
    const attachments = [
      { contentType: 'image/*', contentUrl: 'https://smba/views/original' },
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        contentUrl: 'https://sharepoint/for-people',
        name: 'sketch.pdf',
        content: { downloadUrl: 'https://sharepoint/download', fileType: 'pdf' },
      },
      { contentType: 'text/html', content: '<div></div>' },
    ];
    await post(at, inTeams({ text: undefined, attachments }));
    expect(at.received[0]).toMatchObject({
      text: '[photo] [document]',
      metadata: {
        attachments: [
          { kind: 'image', url: 'https://smba/views/original', mime: 'image/*' },
          { kind: 'document', url: 'https://sharepoint/download', name: 'sketch.pdf' },
        ],
      },
    });
  });

  it('that it was added, where a greeting is set', async () => {
    const arrival = { type: 'conversationUpdate', text: undefined, membersAdded: [{ id: 'ink@handle' }] };
    expect(await text(inWebChat(arrival), { greeting: '/greet' })).toBe('/greet');
  });
});
