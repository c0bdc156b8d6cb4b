import { LRUCache } from 'lru-cache';
import { type Activity, type ConversationRecord, createRecord } from './record.js';

/** What is kept in memory of one conversation; all that must not be lost is in the store. */
interface Talk {
  readonly record: ConversationRecord;
  /** Adds an activity to the record; returns its position. */
  add(id: string, activity: Activity): number;
  /** Does the work of taking a message in; the bot's answer waits until it is done, so that it comes after the message. */
  post<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when no message is being taken in. */
  quiet(): Promise<unknown>;
  /** Notes that nobody was there for what is at a position; the outbox holds it. */
  missed(position: number): void;
  /** Whether the outbox holds something that a client has, or may hold something from before a restart; asked once. */
  hasNews(): boolean;
}

/** The conversations that somebody took part in lately. */
export interface Talks {
  of(conversation: string): Talk;
}

const maxTalks = 10_000;
/** Activities of all conversations together. */
const maxActivities = 200_000;

/** Makes the memory of conversations, each of at most `history` activities. */
export function createTalks(history: number): Talks {
  const talks = new LRUCache<string, Talk>({
    max: maxTalks,
    maxSize: maxActivities,
    sizeCalculation: ({ record }) => record.size + 1,
  });

  function begin(conversation: string): Talk {
    const record = createRecord(history);
    const absent = new Set<number>();
    let isNew = true;
    let posting: Promise<unknown> = Promise.resolve();
    const talk: Talk = {
      record,
      add(id, activity) {
        const position = record.add(id, activity);
        talks.set(conversation, talk);
        return position;
      },
      post(work) {
        const done = work();
        posting = Promise.allSettled([posting, done]);
        return done;
      },
      quiet: () => posting,
      missed: (position) => void absent.add(position),
      hasNews() {
        const arrived = [...absent].filter((position) => record.isConfirmed(position));
        for (const position of arrived) absent.delete(position);
        const hasNews = isNew || arrived.length > 0;
        isNew = false;
        return hasNews;
      },
    };
    talks.set(conversation, talk);
    return talk;
  }

  return { of: (conversation) => talks.get(conversation) ?? begin(conversation) };
}
