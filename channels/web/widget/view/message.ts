import type { BotEntry, Choice, Entry, UserEntry } from '../entries.js';
import type { Strings } from '../i18n.js';
import { renderMarkdown } from '../markdown.js';
import { cardElement } from './card.js';
import { createChoices } from './choices.js';
import { h } from './dom.js';
import { fileElement, sentFileElement } from './file.js';
import { pictureElement } from './picture.js';

/** What a message on screen needs from around it. */
export interface Surroundings {
  readonly strings: Strings;
  readonly origin: string;
  readonly title: string;
  press(id: string, key: string, choice: Choice): void;
  retry(id: string): void;
  /** An image arrived and the message grew. */
  grew(): void;
}

/** A message on screen: put there once, changed in place, so that a screen reader hears it once. */
export interface MessageView {
  readonly element: HTMLElement;
  show(entry: Entry): void;
}

const speaker = (name: string) => h('span', { class: 'unseen' }, `${name}: `);

function botMessage(entry: BotEntry, around: Surroundings): MessageView {
  const { strings, origin, title, grew } = around;
  const press = (key: string, choice: Choice) => around.press(entry.id, key, choice);
  const element = h('div', { class: 'message bot' }, speaker(title));
  if (entry.picture !== undefined) element.append(pictureElement(entry.picture, origin, strings, grew));
  if (entry.file !== undefined) element.append(fileElement(entry.file, origin, strings));
  if (entry.text !== undefined) {
    element.append(h('div', { class: 'bubble', dir: 'auto' }, renderMarkdown(entry.text, strings.newTab)));
  }
  const groups = entry.cards.map((card, place) => {
    const choices = createChoices(card.choices, place, strings, press);
    element.append(cardElement(card, origin, choices.elements, grew));
    return choices;
  });
  const quick = createChoices(entry.choices, -1, strings, press);
  if (quick.elements.length > 0) element.append(h('div', { class: 'row' }, ...quick.elements));
  groups.push(quick);
  return {
    element,
    show(next) {
      if (next.kind === 'bot') for (const group of groups) group.show(next.chosen);
    },
  };
}

const SLOW_MS = 800; // sending is worth a word only when it takes long enough to be noticed

function userMessage(entry: UserEntry, around: Surroundings): MessageView {
  const { strings } = around;
  const state = h('div', { class: 'state' });
  const files = (entry.files ?? []).map((file) => sentFileElement(file, around.origin, strings, around.grew));
  const bubble = entry.text === '' ? [] : [h('div', { class: 'bubble', dir: 'auto' }, entry.text)];
  const element = h('div', { class: 'message user' }, speaker(strings.you), ...files, ...bubble, state);
  let shown: string | undefined;
  return {
    element,
    show(next) {
      if (next.kind !== 'user' || next.status === shown) return;
      shown = next.status;
      element.dataset.status = next.status;
      state.replaceChildren();
      if (next.status === 'sending')
        setTimeout(() => shown === 'sending' && state.replaceChildren(strings.sending), SLOW_MS);
      if (next.status === 'failed') {
        const click = () => around.retry(entry.id);
        const again = h('button', { type: 'button', class: 'again', click }, strings.retry);
        state.append(h('span', { dir: 'auto' }, next.problem ?? strings.notSent), ' ', again);
      }
    },
  };
}

/** Makes the view of a transcript entry. */
export function createMessage(entry: Entry, around: Surroundings): MessageView {
  const view = entry.kind === 'bot' ? botMessage(entry, around) : userMessage(entry, around);
  view.element.dataset.id = entry.id;
  view.show(entry);
  return view;
}
