import type { Strings } from '../i18n.js';
import { h } from './dom.js';

/** Asks before a conversation is cleared, inside the panel. */
export interface Confirm {
  readonly element: HTMLElement;
  /** Resolves to whether the person agreed. */
  ask(): Promise<boolean>;
  /** Answers no to an open question; returns whether there was one. */
  dismiss(): boolean;
}

/** Makes the question. */
export function createConfirm(strings: Strings): Confirm {
  let answer: ((agreed: boolean) => void) | undefined;
  const settle = (agreed: boolean) => {
    element.hidden = true;
    answer?.(agreed);
    answer = undefined;
  };
  const no = h('button', { type: 'button', class: 'button', click: () => settle(false) }, strings.cancel);
  const yes = h('button', { type: 'button', class: 'button strong', click: () => settle(true) }, strings.startOver);
  const element = h(
    'div',
    { class: 'confirm', role: 'alertdialog', 'aria-labelledby': 'confirm', hidden: true },
    h('p', { id: 'confirm' }, strings.startOverAsk),
    h('div', { class: 'row' }, no, yes),
  );
  return {
    element,
    ask() {
      answer?.(false);
      element.hidden = false;
      no.focus();
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    dismiss() {
      const wasOpen = !element.hidden;
      if (wasOpen) settle(false);
      return wasOpen;
    },
  };
}
