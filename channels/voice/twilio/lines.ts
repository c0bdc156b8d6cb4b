import { LRUCache } from 'lru-cache';
import type { Delivery, Outgoing } from '../../../core/index.js';
import type { PhoneCall } from './call.js';

/** A call that messages can be said on. */
interface Line {
  readonly call: PhoneCall;
  /** Takes a message to be said, unless nobody listens just now. */
  take(outgoing: Outgoing): Delivery | Promise<Delivery>;
}

/** The calls that are being held, one for each person. */
export interface Lines {
  /** The call of a person becomes this one. */
  begin(line: Line): void;
  of(person: string): Line | undefined;
  /** Notes which call a message was heard in. */
  note(inboxId: string, callSid: string): void;
  end(callSid: string): void;
  /** Says a message on the call of its recipient; `over` when it answers a call that has ended. */
  say(outgoing: Outgoing): Promise<Delivery | 'over'>;
  /** Whether something may be waiting to be said to a person; once asked, the asker has to see to it. */
  isBehind(person: string): boolean;
}

const maxCalls = 10_000;

/** Makes an empty list. */
export function createLines(): Lines {
  const byPerson = new LRUCache<string, Line>({ max: maxCalls });
  const heardIn = new LRUCache<string, string>({ max: maxCalls });
  /** People for whom nothing waits; of others it is not known, as after a restart. */
  const upToDate = new LRUCache<string, true>({ max: maxCalls });
  return {
    begin(line) {
      byPerson.set(line.call.person, line);
    },
    of: (person) => byPerson.get(person),
    note(inboxId, callSid) {
      heardIn.set(inboxId, callSid);
    },
    end(callSid) {
      for (const [person, { call }] of byPerson.entries()) if (call.sid === callSid) byPerson.delete(person);
    },
    async say(outgoing) {
      const line = byPerson.get(outgoing.recipient);
      const heard = outgoing.inboxId === undefined ? undefined : heardIn.get(outgoing.inboxId);
      if (heard !== undefined && heard !== line?.call.sid) return 'over';
      const delivery = (await line?.take(outgoing)) ?? 'absent';
      if (delivery === 'absent') upToDate.delete(outgoing.recipient);
      return delivery;
    },
    isBehind(person) {
      const isBehind = !upToDate.has(person);
      upToDate.set(person, true);
      return isBehind;
    },
  };
}
