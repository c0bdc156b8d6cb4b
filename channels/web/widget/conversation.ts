import { decodeBotMessage, decodeReceipt } from './decode.js';
import { createEmitter } from './emitter.js';
import { type Choice, type Entry, newId, type UserEntry } from './entries.js';
import { createLink, type LinkState } from './link.js';
import type { Options } from './options.js';
import { createOutbox } from './outbox.js';
import { emptyState, type State, type Store } from './store.js';

/** The longest message taken, in characters: far above what people write, far below what a server refuses to read. */
export const LONGEST_MESSAGE = 10_000;

/** A conversation's happenings, as the view and the page hear them. */
interface Happenings {
  change: undefined;
  message: Entry;
  typing: boolean;
  link: LinkState;
}

/** One person's conversation with one bot: what was said, and what can be done next. */
export type Conversation = ReturnType<typeof createConversation>;

const RESTART_WAIT_MS = 2000;
const TYPING_LIMIT_MS = 30_000;

/** Makes the conversation over its memory; nothing is sent or asked for before `start`, `say` or `resume`. */
export function createConversation(options: Options, store: Store) {
  const { on, emit } = createEmitter<Happenings>();
  let isWatched = () => false;
  let leaving = false;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;

  function setTyping(isTyping: boolean): void {
    clearTimeout(typingTimer);
    if (isTyping) typingTimer = setTimeout(() => emit('typing', false), TYPING_LIMIT_MS);
    emit('typing', isTyping);
  }

  const link = createLink(options, {
    session: () => store.read().session,
    confirmed(session) {
      leaving = false;
      if (store.read().session !== session) store.update((state) => ({ ...state, session }));
    },
    uttered(payload, done) {
      if (!leaving) hear(payload);
      done();
    },
    typing: (isTyping) => setTyping(isTyping && !leaving),
    changed(state) {
      if (state === 'online') outbox.resume();
      else {
        outbox.suspend();
        setTyping(false);
      }
      emit('link', state);
    },
  });
  const outbox = createOutbox(store, () => link);
  store.subscribe(() => emit('change', undefined));

  function hear(payload: unknown): void {
    const entry = decodeBotMessage(payload, Date.now());
    if (entry === undefined || store.read().seen.includes(entry.id)) return;
    store.update((state) => ({
      ...state,
      entries: [...state.entries, entry],
      seen: [...state.seen, entry.id],
      unread: isWatched() ? 0 : state.unread + 1,
    }));
    emit('message', entry);
  }

  function speak(words: Pick<UserEntry, 'text' | 'payload' | 'hidden' | 'spoken' | 'files'>): void {
    const entry: UserEntry = { kind: 'user', id: newId(), at: Date.now(), status: 'sending', ...words };
    show(entry);
    link.connect();
    outbox.add(entry.id);
  }

  function show(entry: UserEntry): void {
    store.update((state) => ({ ...state, entries: [...state.entries, entry] }));
    if (!entry.hidden) emit('message', entry);
  }

  function change(id: string, fields: Partial<Entry>): void {
    store.update((state) => ({
      ...state,
      entries: state.entries.map((entry) => (entry.id === id ? ({ ...entry, ...fields } as Entry) : entry)),
    }));
  }

  /** Connects, and greets where the conversation is empty. */
  function start(): void {
    link.connect();
    if (options.greet !== undefined && store.read().entries.length === 0) {
      speak({ text: options.greet, hidden: true });
    }
  }

  return {
    on,
    start,
    state: (): State => store.read(),
    linkState: () => link.state(),
    wire: link.wire,
    /** Says who knows whether the person sees new messages, so that unread ones are counted. */
    watchedBy: (watched: () => boolean) => {
      isWatched = watched;
    },
    /** Connects where a conversation was begun earlier, so that what waited arrives even if the panel stays closed. */
    resume(): void {
      if (store.read().session !== undefined) link.connect();
    },
    /** Sends what the person wrote. Throws a RangeError over `LONGEST_MESSAGE`; says nothing when there is nothing. */
    say(text: string, how: Pick<UserEntry, 'spoken' | 'files'> = {}): void {
      const words = text.trim();
      const { spoken, files = [] } = how;
      if (words === '' && files.length === 0) return;
      if (words.length > LONGEST_MESSAGE) throw new RangeError(`A message has at most ${LONGEST_MESSAGE} characters.`);
      speak({ text: words, ...(spoken ? { spoken } : {}), ...(files.length > 0 ? { files } : {}) });
    },
    /** Shows what the server heard; it is on its way into the conversation under this id already. */
    spoke(id: string, text: string, payload: string | undefined): void {
      const words = payload === undefined ? { text } : { text, payload };
      show({ kind: 'user', id, at: Date.now(), status: 'sending', spoken: true, ...words });
    },
    /** Notes whether the server stored a message that it heard. */
    stored: (id: string, answer: unknown): void => outbox.settle(id, decodeReceipt(answer)),
    /** Presses a bot's button: the message shows its title, the bot gets its payload. */
    press(id: string, key: string, choice: Choice): void {
      change(id, { chosen: key });
      const { title, payload } = choice;
      speak(payload === undefined || payload === title ? { text: title } : { text: title, payload });
    },
    retry(id: string): void {
      change(id, { status: 'sending' });
      outbox.add(id);
    },
    markRead(): void {
      if (store.read().unread > 0) store.update((state) => ({ ...state, unread: 0 }));
    },
    /** Ends this conversation on both sides and begins a new one. */
    async reset(): Promise<void> {
      const { session } = store.read();
      leaving = true;
      outbox.suspend();
      setTyping(false);
      store.update(() => emptyState);
      if (session !== undefined && link.state() === 'online') {
        await new Promise<void>((resolve) => {
          setTimeout(resolve, RESTART_WAIT_MS);
          link.utter({ id: newId(), text: '/restart' }, session, () => resolve());
        });
      }
      link.renew();
      start();
    },
  };
}
