import type { Client, ContactId, MessageMedia, MessageSendOptions, WAState } from 'whatsapp-web.js';

/** A message as whatsapp-web.js hands it over, as far as this channel reads it. */
export interface WebMessage {
  readonly id: { readonly _serialized: string };
  /** The chat: `<number>@c.us`, `<hidden id>@lid`, or `<group>@g.us`. */
  readonly from: string;
  /** Who wrote it, in a group. */
  readonly author?: string;
  readonly fromMe: boolean;
  /** A value of the library's `MessageTypes`. */
  readonly type: string;
  /** The text, or the caption of a file. */
  readonly body: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly isStatus: boolean;
  readonly hasMedia: boolean;
  readonly hasQuotedMsg: boolean;
  /** Ids of those mentioned; newer versions of WhatsApp Web give objects. */
  readonly mentionedIds: readonly (string | { readonly _serialized: string })[];
  readonly location?: {
    readonly latitude: string | number;
    readonly longitude: string | number;
    readonly name?: string | undefined;
    readonly address?: string | undefined;
  };
  readonly vCards: readonly string[];
  /** As WhatsApp Web itself holds it: the name of the person and of files are only here. */
  readonly rawData: object;
  getQuotedMessage(): Promise<{ readonly id: { readonly _serialized: string }; readonly fromMe: boolean } | undefined>;
  downloadMedia(): Promise<Pick<MessageMedia, 'mimetype' | 'data' | 'filename'> | undefined>;
}

/** A chat, as far as this channel needs one. */
interface WebChat {
  readonly unreadCount: number;
  sendStateTyping(): Promise<unknown>;
  clearState(): Promise<unknown>;
  fetchMessages(options: { limit: number; fromMe: boolean }): Promise<readonly WebMessage[]>;
}

/** A client of whatsapp-web.js, as far as this channel needs one; the library's `Client` is one, and so is the fake of the tests. */
export interface WebClient extends Pick<Client, 'initialize' | 'destroy' | 'sendSeen' | 'getContactLidAndPhone'> {
  readonly info: { readonly wid: Pick<ContactId, '_serialized'> };
  /** None before it was started. */
  readonly pupBrowser?: { process(): { kill(signal: 'SIGKILL'): boolean } | null } | null;
  on(event: 'qr', listener: (qr: string) => void): unknown;
  on(event: 'loading_screen' | 'authenticated' | 'ready', listener: () => void): unknown;
  on(event: 'auth_failure' | 'disconnected', listener: (reason: string) => void): unknown;
  on(event: 'message', listener: (message: WebMessage) => void): unknown;
  getState(): Promise<`${WAState}` | null>;
  getChats(): Promise<readonly WebChat[]>;
  getChatById(chatId: string): Promise<WebChat>;
  getMessageById(messageId: string): Promise<WebMessage | null | undefined>;
  /** `undefined` when there is no such chat. */
  sendMessage(
    chatId: string,
    content: string | MessageMedia,
    options?: MessageSendOptions,
  ): Promise<{ readonly id: { readonly _serialized: string } } | null | undefined>;
}

/** What of the library is used: clients, and files to send. */
export interface WebLibrary {
  /** @param onFault is told of what fails inside of the library where nobody waits for it */
  makeClient(onFault: (error: unknown) => void): WebClient;
  makeFile(mime: string, base64: string, name: string | undefined): MessageMedia;
}
