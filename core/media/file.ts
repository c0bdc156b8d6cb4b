import type { Readable } from 'node:stream';

/** A file that is kept: what is known of it beside its bytes. */
export interface MediaFile {
  /** What references name: `media:<id>`. */
  readonly id: string;
  /** By its first bytes, whatever its sender said. */
  readonly mime: string;
  readonly name?: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, in hexadecimal. */
  readonly hash: string;
}

/** A kept file, open for reading; who does not read the stream to its end destroys it. */
export interface OpenFile extends MediaFile {
  readonly stream: Readable;
}

/** A file on its way in: from a platform, an upload or an action. */
export interface FileToKeep {
  readonly stream: AsyncIterable<Uint8Array>;
  readonly mime?: string | undefined;
  readonly name?: string | undefined;
  /** Bytes, if its sender says; it is counted in any case. */
  readonly size?: number | undefined;
}

/** What an action does with files. */
export interface MediaAccess {
  /** What is known of a file; `undefined` when there is none of that id. */
  describe(id: string): Promise<MediaFile | undefined>;
  /** All bytes of a file. @throws ParleyError MEDIA_UNKNOWN, MEDIA_STORE_FAILED */
  read(id: string): Promise<Buffer>;
  /** A file as a stream. @throws ParleyError MEDIA_UNKNOWN, MEDIA_STORE_FAILED */
  open(id: string): Promise<OpenFile>;
  /**
   * Keeps a file, to be sent as `media:<id>`; it is removed with the conversation.
   *
   * @example say({ image: `media:${(await media.save(png, { name: 'ticket.png' })).id}` });
   * @throws ParleyError MEDIA_TOO_LARGE, MEDIA_TYPE_REFUSED, MEDIA_EMPTY, MEDIA_NO_SPACE, MEDIA_STORE_FAILED
   */
  save(bytes: Uint8Array, about?: { readonly name?: string }): Promise<MediaFile>;
}

/** A file that came with a message, in `metadata.attachments`, before and after it was fetched. */
export interface IncomingAttachment {
  /**
   * What it is: `image`, `audio`, `voice`, `video`, `document`, `sticker`, `location` or `contact` on every channel, or a
   * kind of the channel's own.
   */
  readonly kind: string;
  readonly mime?: string;
  readonly name?: string;
  /** Bytes. */
  readonly size?: number;
  readonly caption?: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** What `OpenChannel.fetch` finds the file by; gone when it was fetched. */
  readonly source?: string;
  /** The id of the kept file. */
  readonly media?: string;
  /** Why there is no file. */
  readonly failed?: AttachmentFailure;
}

/** Why a file is not there: what the action can tell the person. */
export type AttachmentFailure =
  | 'too_large'
  | 'type_refused'
  | 'too_many'
  | 'empty'
  | 'not_found'
  | 'unavailable'
  | 'no_space';

/** What a channel does with files. */
export interface ChannelFiles {
  /**
   * Takes a file that a person sends ahead of the message that names it.
   *
   * @throws ParleyError MEDIA_TOO_MANY, MEDIA_TOO_LARGE, MEDIA_TYPE_REFUSED, MEDIA_EMPTY, MEDIA_NO_SPACE, MEDIA_STORE_FAILED
   */
  upload(
    file: FileToKeep,
    from: { readonly conversationId: string; readonly recipient: string },
    signal: AbortSignal,
  ): Promise<IncomingAttachment>;
  /** A file to send. @throws ParleyError MEDIA_UNKNOWN, MEDIA_STORE_FAILED */
  open(id: string): Promise<OpenFile>;
  /** All bytes of a file to send. @throws ParleyError MEDIA_UNKNOWN, MEDIA_STORE_FAILED */
  read(id: string): Promise<Buffer>;
  describe(id: string): Promise<MediaFile | undefined>;
  /** An address of a file for whoever can't be given its bytes. */
  addressOf(id: string): string;
}
