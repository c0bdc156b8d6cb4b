/** An activity as a client gets it. */
export type Activity = Readonly<Record<string, unknown>>;

/** What a client gets at once: activities, and how far it has read with them. */
export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string;
}

/** What was said in a conversation lately, by position. Positions are the watermarks that clients name. */
export interface ConversationRecord {
  /** Adds an activity, unless one with this id is there; returns its position. */
  add(id: string, activity: Activity): number;
  /** All that a client does not have. */
  after(position: number): ActivitySet;
  /** Notes that a client has everything up to a position. */
  confirm(position: number): void;
  /** Whether a client has what is at a position. */
  isConfirmed(position: number): boolean;
  /** The position of the latest activity. */
  readonly last: number;
  /** How many activities it holds. */
  readonly size: number;
}

/**
 * Makes an empty record that keeps the latest `limit` activities. Positions begin at the time of now in ms, so that those
 * of a bot that was started again are higher than any that its clients know from before.
 */
export function createRecord(limit: number, now: () => number = Date.now): ConversationRecord {
  let entries: { readonly position: number; readonly id: string; readonly activity: Activity }[] = [];
  let last = now();
  let read = last;

  return {
    add(id, activity) {
      const known = entries.find((entry) => entry.id === id);
      if (known) return known.position;
      last += 1;
      entries.push({ position: last, id, activity });
      if (entries.length > limit) entries = entries.slice(-limit);
      return last;
    },
    after(position) {
      const unread = entries.filter((entry) => entry.position > position);
      return { activities: unread.map(({ activity }) => activity), watermark: String(last) };
    },
    confirm(position) {
      read = Math.max(read, Math.min(position, last));
    },
    isConfirmed: (position) => position <= read,
    get last() {
      return last;
    },
    get size() {
      return entries.length;
    },
  };
}

/** Reads a watermark; clients send an empty one, or words, when they have nothing yet. */
export function positionOf(watermark: unknown): number {
  return typeof watermark === 'string' && /^\d{1,15}$/.test(watermark) ? Number(watermark) : 0;
}
