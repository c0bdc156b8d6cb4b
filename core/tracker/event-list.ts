import type { Event } from './events.js';

/** Events in order. A fork shares what was there and copies it only when somebody asks for all of it. */
export interface EventList {
  readonly all: readonly Event[];
  readonly last: Event | undefined;
  push(event: Event): void;
  /** Puts another event in the place of one; forks keep what they had. */
  replace(index: number, event: Event): void;
  clear(): void;
  fork(): EventList;
}

/** An empty list. */
export const createEventList = (): EventList => makeList([], 0, []);

/** The first `length` events of `shared`, which may grow but never shrinks, and then one's own. */
function makeList(shared: readonly Event[], length: number, start: Event[] | undefined): EventList {
  let whole = start;
  const own: Event[] = [];
  const list: EventList = {
    get all() {
      whole ??= shared.slice(0, length).concat(own);
      return whole;
    },
    get last() {
      return whole ? whole.at(-1) : (own.at(-1) ?? shared[length - 1]);
    },
    push: (event) => {
      (whole ?? own).push(event);
    },
    replace: (index, event) => {
      whole = list.all.with(index, event);
    },
    clear: () => {
      whole = [];
    },
    fork: () => makeList(list.all, list.all.length, undefined),
  };
  return list;
}
