import type { Entry } from '../entries.js';
import type { Strings } from '../i18n.js';
import { h } from './dom.js';
import { createMessage, type MessageView, type Surroundings } from './message.js';

/** The transcript on screen. */
export interface Log {
  readonly element: HTMLElement;
  show(entries: readonly Entry[]): void;
  setTyping(isTyping: boolean): void;
  toEnd(): void;
}

const GROUP_MS = 5 * 60_000; // messages of one speaker closer than this stand together
const NEAR_END = 80; // px; who has scrolled further up is reading and is left there

const isSeen = (entry: Entry) => entry.kind === 'bot' || !entry.hidden || entry.status === 'failed';
const isTogether = (one: Entry | undefined, next: Entry | undefined) =>
  one !== undefined && next !== undefined && one.kind === next.kind && next.at - one.at < GROUP_MS;

/** Makes the log. */
export function createLog(strings: Strings, lang: string, title: string, around: Omit<Surroundings, 'grew'>): Log {
  const messages = h('div', { class: 'messages' });
  const typing = h('div', { class: 'typing', role: 'status' });
  const element = h(
    'div',
    { class: 'log', tabindex: 0, role: 'log', 'aria-live': 'polite', 'aria-label': strings.messages },
    messages,
    typing,
  );
  const views = new Map<string, MessageView>();
  const clock = new Intl.DateTimeFormat(lang, { hour: 'numeric', minute: '2-digit' });
  const calendar = new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'long' });

  const isAtEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
  const toEnd = () => {
    element.scrollTop = element.scrollHeight;
  };
  const surroundings: Surroundings = { ...around, grew: () => isNear && toEnd() };
  let isNear = true;
  element.addEventListener('scroll', () => {
    isNear = isAtEnd();
  });

  function arrange(entries: readonly Entry[]): void {
    entries.forEach((entry, index) => {
      const view = views.get(entry.id);
      if (view === undefined) return;
      const { dataset } = view.element;
      dataset.first = String(!isTogether(entries[index - 1], entry));
      dataset.last = String(!isTogether(entry, entries[index + 1]));
      dataset.time = clock.format(entry.at);
      const day = calendar.format(entry.at);
      const before = entries[index - 1];
      if (before === undefined || calendar.format(before.at) !== day) dataset.day = day;
      else delete dataset.day;
    });
  }

  return {
    element,
    toEnd,
    show(entries) {
      const seen = entries.filter(isSeen);
      const kept = new Set(seen.map((entry) => entry.id));
      for (const [id, view] of views) {
        if (kept.has(id)) continue;
        view.element.remove();
        views.delete(id);
      }
      let hasNewOwn = false;
      for (const entry of seen) {
        const view = views.get(entry.id);
        if (view !== undefined) {
          view.show(entry);
          continue;
        }
        const made = createMessage(entry, surroundings);
        views.set(entry.id, made);
        messages.append(made.element);
        hasNewOwn ||= entry.kind === 'user';
      }
      arrange(seen);
      if (isNear || hasNewOwn) toEnd();
    },
    setTyping(isTyping) {
      const dots = () => h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'));
      typing.replaceChildren(...(isTyping ? [dots(), h('span', { class: 'unseen' }, strings.typing(title))] : []));
      if (isTyping && isNear) toEnd();
    },
  };
}
