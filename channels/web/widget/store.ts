import type { Entry } from './entries.js';

/** What the widget remembers of one bot between page loads. */
export interface State {
  readonly session?: string;
  readonly entries: readonly Entry[];
  /** Ids of bot messages taken in, so that one delivered twice is shown once; longer than the transcript. */
  readonly seen: readonly string[];
  readonly unread: number;
}

/** The memory of one bot's conversation; every tab of the site shares it. */
export interface Store {
  read(): State;
  /** Applies a change to the newest state, keeps it, and tells the listeners. */
  update(change: (state: State) => State): void;
  /** Calls back after every change, made here or in another tab. */
  subscribe(listener: () => void): void;
}

const TRANSCRIPT = 200;
const SEEN = 500;

/** A conversation in which nothing was said yet. */
export const emptyState: State = { entries: [], seen: [], unread: 0 };

function isEntry(value: unknown): value is Entry {
  const entry = value as Partial<Entry> | null;
  if (typeof entry !== 'object' || typeof entry?.id !== 'string' || typeof entry.at !== 'number') return false;
  return entry.kind === 'bot'
    ? Array.isArray(entry.choices) && Array.isArray(entry.cards)
    : entry.kind === 'user' && typeof entry.text === 'string' && typeof entry.status === 'string';
}

function parse(text: string | null): State {
  if (text === null) return emptyState;
  try {
    const kept = JSON.parse(text) as Partial<State>;
    return {
      entries: (kept.entries ?? []).filter(isEntry),
      seen: (kept.seen ?? []).filter((id) => typeof id === 'string'),
      unread: typeof kept.unread === 'number' ? kept.unread : 0,
      ...(typeof kept.session === 'string' ? { session: kept.session } : {}),
    };
  } catch {
    // A page can write anything under our key; what cannot be read is a conversation not yet begun.
    return emptyState;
  }
}

const trim = (state: State, most: number): State => ({
  ...state,
  entries: state.entries.slice(-most),
  seen: state.seen.slice(-SEEN),
});

/** Opens the memory under `key`. Where the browser refuses storage, it lasts as long as the page. */
export function openStore(key: string): Store {
  const listeners: (() => void)[] = [];
  let state = emptyState;
  let known: string | null = null;

  // Another tab may have written since: the text in storage is the truth, the parsed state only a cache of it.
  function read(): State {
    const text = load(key);
    if (text !== undefined && text !== known) {
      known = text;
      state = parse(text);
    }
    return state;
  }

  function keep(next: State): void {
    for (let most = TRANSCRIPT; most >= 1; most = Math.floor(most / 2)) {
      state = trim(next, most);
      const text = JSON.stringify(state);
      if (save(key, text)) {
        known = text;
        return;
      }
    }
    state = trim(next, TRANSCRIPT);
  }

  addEventListener('storage', (event) => {
    if (event.key === key || event.key === null) for (const listener of listeners) listener();
  });

  return {
    read,
    update(change) {
      keep(change(read()));
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => void listeners.push(listener),
  };
}

function load(key: string): string | null | undefined {
  try {
    return localStorage.getItem(key);
  } catch {
    return undefined; // storage is blocked (private windows, third-party frames)
  }
}

function save(key: string, text: string): boolean {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false; // storage is blocked or full; the caller keeps less, or keeps it in memory
  }
}
