import type { DataSource, EntityManager } from 'typeorm';
import type { BotMessage } from '../messages/message.js';
import type { Address, Speaker } from './address.js';
import { bareCode, showCode } from './code.js';
import { addCode, codeMs, countFailure, findCode, hasGuessed, useCode } from './codes.js';
import { historyOf, type PastEvent } from './history.js';
import { addLink, addressesOf, linkOf, oneAtATime, openQuestion, removeLinks } from './links.js';
import { speakerOf, type TurnOfAction } from './speaker.js';

/** A code to be said on another channel. */
export interface LinkCode {
  /** As it is shown: `ABCD-EFGH`. */
  readonly code: string;
  readonly expiresAt: Date;
}

/**
 * What came of a wish to link. Beside `linked`: the address is a `group`'s, is `already` in that conversation, or is
 * linked `elsewhere`; the code is `unknown`, `expired` or `used`, or there were `too-many` wrong ones.
 */
export type LinkOutcome =
  | {
      readonly kind: 'linked';
      readonly conversationId: string;
      /** What the conversation that goes on waits to hear, if a form is running. */
      readonly question: BotMessage | undefined;
    }
  | { readonly kind: LinkRefusal };

/** Why nothing was linked. */
export type LinkRefusal = 'group' | 'already' | 'elsewhere' | 'unknown' | 'expired' | 'used' | 'too-many';

/** Which conversations are one person's. A service that actions and plugins use: `services.identity`. */
export interface Identity {
  /** The address of the message that a turn answers; an action hands its context in. */
  speakerOf(turn: TurnOfAction): Promise<Speaker>;
  /** The conversation that messages from an address belong to. */
  conversationOf(address: Address): Promise<string>;
  /** The addresses that are linked to a conversation. */
  addressesOf(conversationId: string): Promise<readonly Address[]>;
  /** Makes a code, good for ten minutes and one use; a group gets none. A new one takes the place of the one before. */
  createCode(speaker: Speaker): Promise<LinkCode | undefined>;
  /** Links an address with the conversation whose code it brings. */
  redeem(code: string, speaker: Speaker): Promise<LinkOutcome>;
  /**
   * Links an address by a rule of the bot's own, under a name that is known to be one person's, such as a verified
   * telephone number. The first address of a name keeps its conversation; the others go on in it.
   *
   * @example await services.identity.link(await services.identity.speakerOf(context), `phone:${verified}`);
   */
  link(speaker: Speaker, person: string): Promise<LinkOutcome>;
  /**
   * Undoes the link of an address; said where the conversation began, all links with it. Returns the addresses whose
   * later messages have conversations of their own again.
   */
  unlink(address: Address): Promise<readonly Address[]>;
  /** All events of a person's conversations, oldest first, those from before they were linked too. */
  history(conversationId: string): Promise<readonly PastEvent[]>;
}

/** What identity is made with. */
export interface IdentityOptions {
  readonly database: DataSource;
  readonly clock: () => Date;
  /** A conversation goes on in another one from now on. */
  onLinked(from: string, to: string): void;
}

/** Makes the service. */
export function createIdentity({ database, clock, onLinked }: IdentityOptions): Identity {
  const { manager } = database;
  const within = <Result>(work: (inside: EntityManager) => Promise<Result>) =>
    database.transaction(async (inside) => {
      await oneAtATime(inside);
      return await work(inside);
    });
  const conversationOf = async (address: Address, inside = manager) => (await linkOf(inside, address)) ?? address.id;

  /** Makes the link unless something is against it. */
  async function join(inside: EntityManager, address: Address, target: string): Promise<LinkOutcome> {
    const present = await linkOf(inside, address);
    if ((present ?? address.id) === target) return { kind: 'already' };
    if (present !== undefined) return { kind: 'elsewhere' };
    await addLink(inside, address, target, clock());
    return { kind: 'linked', conversationId: target, question: await openQuestion(inside, target) };
  }

  async function tell(address: Address, outcome: Promise<LinkOutcome>): Promise<LinkOutcome> {
    const result = await outcome;
    if (result.kind === 'linked') onLinked(address.id, result.conversationId);
    return result;
  }

  return {
    speakerOf: (turn) => speakerOf(manager, turn),
    conversationOf: (address) => conversationOf(address),
    addressesOf: (conversationId) => addressesOf(manager, conversationId),
    async createCode(speaker) {
      if (speaker.group) return undefined;
      const now = clock();
      const code = await database.transaction((inside) => addCode(inside, speaker, now));
      return { code: showCode(code), expiresAt: new Date(now.getTime() + codeMs) };
    },
    async redeem(typed, speaker) {
      if (speaker.group) return { kind: 'group' };
      const work = within(async (inside): Promise<LinkOutcome> => {
        const now = clock();
        if (await hasGuessed(inside, speaker, now)) return { kind: 'too-many' };
        const code = bareCode(typed);
        const found = await findCode(inside, code, now);
        if (found.kind !== 'good') {
          await countFailure(inside, speaker, now);
          return found;
        }
        const outcome = await join(inside, speaker, await conversationOf(found.address, inside));
        if (outcome.kind === 'linked') await useCode(inside, code, now);
        return outcome;
      });
      return await tell(speaker, work);
    },
    async link(speaker, person) {
      if (speaker.group) return { kind: 'group' };
      const work = within(async (inside): Promise<LinkOutcome> => {
        const here = await conversationOf(speaker, inside);
        const rows: { conversation_id: string }[] = await inside.query(
          `INSERT INTO people (name, conversation_id) VALUES ($1, $2)
           ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING conversation_id`,
          [person, here],
        );
        return await join(inside, speaker, rows[0]?.conversation_id ?? here);
      });
      return await tell(speaker, work);
    },
    unlink: (address) => within((inside) => removeLinks(inside, address)),
    history: (conversationId) => historyOf(manager, conversationId),
  };
}
