import { linkChannels } from '../../actions/index.js';
import { followLinks, noteTaker } from '../../core/bot/links.js';
import type { Outgoing } from '../../core/channel.js';
import { createDialogue } from '../../core/dialogue/create-dialogue.js';
import { parseCode } from '../../core/identity/code.js';
import { createIdentity, type Identity } from '../../core/identity/identity.js';
import { createInbox, type Inbox } from '../../core/inbox/inbox.js';
import type { Services } from '../../core/kernel/plugin.js';
import { parseLiteral } from '../../core/nlu/literal.js';
import { rulePolicy } from '../../core/policies/rule-policy.js';
import type { Store } from '../../core/store/store.js';
import type { Event } from '../../core/tracker/events.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { projectOf } from '../dialogue/project-of.js';
import { recordingLog } from '../inbox/desk.js';

const yaml = `
version: "3.1"
intents: [tell, ask, link_chats, enter_link_code, unlink_chats, chat_linked, nlu_fallback]
entities: [name, dish]
slots:
  name: {type: text, influence_conversation: false, initial_value: nobody, mappings: [{type: from_entity, entity: name}]}
  dish: {type: text, influence_conversation: false, initial_value: nothing, mappings: [{type: from_entity, entity: dish}]}
responses:
  utter_noted: [{text: Noted.}]
  utter_known: [{text: "{name} wants {dish}"}]
  utter_chat_linked: [{text: Your other chat goes on with this one.}]
actions: [action_link_code, action_enter_link_code, action_unlink_chats]
rules:
- rule: tell
  steps: [{intent: tell}, {action: utter_noted}]
- rule: ask
  steps: [{intent: ask}, {action: utter_known}]
- rule: link
  steps: [{intent: link_chats}, {action: action_link_code}]
- rule: code
  steps: [{intent: enter_link_code}, {action: action_enter_link_code}]
- rule: unlink
  steps: [{intent: unlink_chats}, {action: action_unlink_chats}]
- rule: linked
  steps: [{intent: chat_linked}, {action: utter_chat_linked}]
`;

/** A bot with two channels and links, on a store. */
export interface LinkedBot {
  readonly store: Store;
  readonly inbox: Inbox;
  readonly identity: Identity;
  /** Turns the clock on, in minutes. */
  later(minutes: number): void;
  /** Somebody on a channel; what is said resolves with what they have been sent for it. */
  chat(channel: 'web' | 'phone', id: string, metadata?: object): Chat;
  stop(): Promise<void>;
}

/** A chat of a person. */
export interface Chat {
  readonly id: string;
  says(text: string): Promise<string[]>;
  /** All that this chat has been sent. */
  readonly got: readonly string[];
}

let messages = 0;

/** Starts the bot. */
export async function startLinkedBot(store: Store): Promise<LinkedBot> {
  const { domain, data } = projectOf(yaml);
  const config = rulePolicy.config.parse({});
  const signal = new AbortController().signal;
  const state = await rulePolicy.train(config, { domain, data, seed: 1, signal, progress: () => undefined });
  const log = recordingLog();
  let now = Date.now();
  const clock = () => new Date(now);
  const identity = createIdentity({
    database: store.dataSource,
    clock,
    onLinked: (from, to) => followLinks(open, log)(from, to),
  });
  const fallback = { name: 'nlu_fallback', confidence: 1 };
  const dialogue = createDialogue({
    domain,
    parse: (text) =>
      parseLiteral(text, domain)?.result ??
      parseCode(text, domain) ?? { text, intent: fallback, entities: [], intent_ranking: [fallback] },
    policies: [{ policy: rulePolicy, config, state }],
    actions: linkChannels,
    services: { identity } as Services,
    log,
    random: () => 0,
    clock: () => new Date(),
  });
  const openTracker = (id: string, events: readonly Event[] = []) => createTracker(id, domain, events);
  const sent: (Outgoing & { channel: string })[] = [];
  const channelOf = (channel: string) => ({
    send: async (outgoing: Outgoing) => {
      sent.push({ ...outgoing, channel });
      return 'delivered' as const;
    },
  });
  const open: Inbox = createInbox({
    store,
    dialogue,
    openTracker,
    takeNote: noteTaker({ store, runtime: { dialogue, openTracker, domain }, log, inbox: () => open }),
    channels: new Map([
      ['web', channelOf('web')],
      ['phone', channelOf('phone')],
    ]),
    emit: () => {},
    log,
  });
  await open.start();
  return {
    store,
    inbox: open,
    identity,
    later(minutes) {
      now += minutes * 60_000;
    },
    chat(channel, id, metadata) {
      const got = () =>
        sent.filter((one) => one.channel === channel && one.recipient === id).map(({ message }) => message.text ?? '');
      return {
        id,
        get got() {
          return got();
        },
        async says(text) {
          const before = got().length;
          const about = metadata === undefined ? {} : { metadata: { ...metadata } };
          const incoming = { conversationId: id, recipient: id, text, externalId: `m${++messages}`, ...about };
          await (await open.accept(channel, incoming)).settled;
          return got().slice(before);
        },
      };
    },
    async stop() {
      await open.stop();
      await store.close();
    },
  };
}

/** Asks for a code in a chat. */
export async function codeOf(chat: Chat): Promise<string> {
  const [said = ''] = await chat.says('/link_chats');
  return /[A-Z\d]{4}-[A-Z\d]{4}/.exec(said)?.[0] ?? '';
}
