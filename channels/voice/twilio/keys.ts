import type { Choice } from '../spoken/chosen.js';

/** How long after a key another may follow, in ms. */
const betweenKeys = 3_000;
const maxKeys = 64;

/** Keys that a caller presses one by one, put together. */
export interface Keys {
  press(digit: string, choices: readonly Choice[]): void;
  end(): void;
}

/** Hands on keys: one that chooses at once, others when no more come for a while or `#` ends them. */
export function createKeys(done: (digits: string) => void): Keys {
  let digits = '';
  let timer: NodeJS.Timeout | undefined;

  function finish(): void {
    clearTimeout(timer);
    const all = digits;
    digits = '';
    if (all !== '') done(all);
  }

  return {
    press(digit, choices) {
      clearTimeout(timer);
      if (digit === '#') return finish();
      digits += digit;
      const chooses = digits.length === 1 && choices.length < 10 && choices[Number(digit) - 1] !== undefined;
      if (chooses || digits.length >= maxKeys) return finish();
      timer = setTimeout(finish, betweenKeys);
    },
    end: () => clearTimeout(timer),
  };
}
