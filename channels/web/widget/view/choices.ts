import { type Choice, choiceKey } from '../entries.js';
import type { Strings } from '../i18n.js';
import { safeHref } from '../markdown.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** The buttons of a message or a card, and how to put them out of use. */
export interface Choices {
  readonly elements: readonly HTMLElement[];
  /** Marks the pressed one and disables the others; undefined leaves all in use. */
  show(chosen: string | undefined): void;
}

/** Makes real buttons of a bot's choices; one with an address becomes a link. */
export function createChoices(
  choices: readonly Choice[],
  card: number,
  strings: Strings,
  press: (key: string, choice: Choice) => void,
): Choices {
  const buttons = new Map<string, HTMLButtonElement>();
  const elements = choices.flatMap((choice, place): HTMLElement[] => {
    if (choice.url !== undefined) {
      const href = safeHref(choice.url);
      if (href === undefined) return [];
      const attributes = { class: 'choice', href, target: '_blank', rel: 'noopener noreferrer', dir: 'auto' };
      return [h('a', attributes, choice.title, icon('out'), h('span', { class: 'unseen' }, ` (${strings.newTab})`))];
    }
    const key = choiceKey(place, card);
    const click = () => press(key, choice);
    const button = h('button', { type: 'button', class: 'choice', dir: 'auto', click }, choice.title);
    buttons.set(key, button);
    return [button];
  });
  return {
    elements,
    show(chosen) {
      for (const [key, button] of buttons) {
        button.disabled = chosen !== undefined;
        if (key !== chosen || button.classList.contains('chosen')) continue;
        button.classList.add('chosen');
        button.prepend(icon('check'), h('span', { class: 'unseen' }, `${strings.chosen}: `));
      }
    },
  };
}
