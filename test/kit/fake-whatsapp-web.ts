import { EventEmitter, once } from 'node:events';
import type { WebClient, WebLibrary, WebMessage } from '../../channels/whatsapp/web/client.js';

/** The number that the bot is linked to, and the id by which groups may know it. */
export const ownId = '15550783881@c.us';
export const ownHiddenId = '99887766@lid';

/** Something that the client was asked to send. */
export interface SentByWeb {
  readonly chatId: string;
  readonly content: string | { readonly mimetype: string; readonly data: string; readonly filename?: string | null };
  readonly options: object;
}

/** A stand-in for whatsapp-web.js: its clients, made one after the other, and what is asked of them. */
export interface FakeWhatsAppWeb {
  readonly library: WebLibrary;
  /** All clients that were made; the last one lives. */
  readonly clients: readonly FakeClient[];
  readonly client: FakeClient;
  readonly sent: readonly SentByWeb[];
  readonly typing: readonly string[];
  /** Chats that were marked as read. */
  readonly seen: readonly string[];
  /** Unread messages, by chat. */
  readonly unread: Map<string, WebMessage[]>;
  /** Files by the id of their message. */
  readonly files: Map<string, { mimetype: string; data: string; filename?: string }>;
  /** What becomes of the next messages: an error, no such chat (`null`), or nothing (`undefined`). */
  refuse(...faults: (Error | null | undefined)[]): void;
  /** Resolves when so many messages have been sent. */
  has(count: number): Promise<void>;
  /** Resolves when a chat is marked as read for the next time. */
  sees(chatId: string): Promise<void>;
  /** Resolves when so many clients have been made. */
  starts(count: number): Promise<FakeClient>;
}

/** One client: an emitter of the library's events, with what a test looks at. */
interface FakeClient extends EventEmitter {
  readonly state: { answer: string | undefined; closes: boolean; readonly killed: () => boolean };
  initialized: boolean;
  destroyed: boolean;
  /** What the library's own code would report that nobody waits for. */
  fault(error: unknown): void;
}

/** Makes the stand-in. */
export function fakeWhatsAppWeb(): FakeWhatsAppWeb {
  const clients: (FakeClient & WebClient)[] = [];
  const sent: SentByWeb[] = [];
  const typing: string[] = [];
  const seen: string[] = [];
  const unread = new Map<string, WebMessage[]>();
  const files = new Map<string, { mimetype: string; data: string; filename?: string }>();
  const faults: (Error | null | undefined)[] = [];
  const bell = new EventEmitter();

  function chat(chatId: string) {
    const messages = unread.get(chatId) ?? [];
    return {
      unreadCount: messages.length,
      sendStateTyping: async () => void typing.push(`${chatId} on`),
      clearState: async () => void typing.push(`${chatId} off`),
      fetchMessages: async ({ limit }: { limit: number }) => messages.slice(-limit),
    };
  }

  function makeClient(fault: (error: unknown) => void): FakeClient & WebClient {
    let killed = false;
    const client = Object.assign(new EventEmitter(), {
      state: { answer: 'CONNECTED' as string | undefined, closes: true, killed: () => killed },
      initialized: false,
      destroyed: false,
      fault,
      info: { wid: { _serialized: ownId } },
      pupBrowser: { process: () => ({ kill: () => (killed = true) }) },
      async initialize() {
        client.initialized = true;
      },
      destroy() {
        client.destroyed = true;
        return client.state.closes ? Promise.resolve() : new Promise<void>(() => {});
      },
      getState: () =>
        client.state.answer === undefined
          ? new Promise<never>(() => {})
          : Promise.resolve(client.state.answer as 'CONNECTED'),
      getContactLidAndPhone: async () => [{ lid: ownHiddenId, pn: ownId }],
      getChats: async () => [...unread.keys()].map(chat),
      getChatById: async (chatId: string) => chat(chatId),
      async getMessageById(id: string) {
        const file = files.get(id);
        return { ...message({}), downloadMedia: async () => file };
      },
      async sendSeen(chatId: string) {
        seen.push(chatId);
        bell.emit('seen');
        return true;
      },
      async sendMessage(chatId: string, content: SentByWeb['content'], options: object = {}) {
        const refused = faults.shift();
        if (refused) throw refused;
        if (refused === null) return null;
        sent.push({ chatId, content, options });
        bell.emit('sent');
        return { id: { _serialized: `true_${chatId}_${sent.length}` } };
      },
    });
    clients.push(client);
    bell.emit('client');
    return client;
  }

  async function until(event: string, isThere: () => boolean): Promise<void> {
    while (!isThere()) await once(bell, event);
  }

  return {
    library: {
      makeClient,
      makeFile: (mimetype, data, name) => ({ mimetype, data, filename: name ?? null }),
    },
    clients,
    get client() {
      const last = clients.at(-1);
      if (!last) throw new Error('no client was made yet');
      return last;
    },
    sent,
    typing,
    seen,
    unread,
    files,
    refuse: (...more) => void faults.push(...more),
    has: (count) => until('sent', () => sent.length >= count),
    sees(chatId) {
      const before = seen.filter((one) => one === chatId).length;
      return until('seen', () => seen.filter((one) => one === chatId).length > before);
    },
    async starts(count) {
      await until('client', () => clients.length >= count);
      return clients[count - 1] as FakeClient;
    },
  };
}

let count = 0;

/** A message as the library hands it over: by default a text of a person, just now. */
export function message(fields: Partial<WebMessage> & { readonly quotes?: { readonly fromMe: boolean } }): WebMessage {
  const { quotes, ...rest } = fields;
  const from = rest.from ?? '16505551234@c.us';
  const id = `false_${from}_3EB0${String(++count).padStart(16, '0')}`;
  return {
    id: { _serialized: id },
    from,
    fromMe: false,
    type: 'chat',
    body: 'hi',
    timestamp: Date.now() / 1_000,
    isStatus: false,
    hasMedia: false,
    hasQuotedMsg: quotes !== undefined,
    mentionedIds: [],
    vCards: [],
    rawData: { notifyName: 'Zoë 🌊' },
    getQuotedMessage: async () => quotes && { id: { _serialized: 'quoted' }, fromMe: quotes.fromMe },
    downloadMedia: async () => undefined,
    ...rest,
  };
}
