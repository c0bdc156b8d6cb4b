/** Keys of a telephone that are pressed one after the other. */
export interface Keys {
  /** Takes a key, and gives all that belong together when it is the last of them. */
  press(at: number, key: string, isChoice: boolean): string | undefined;
  /** Gives what was pressed when the pause after it is long enough. */
  due(at: number): string | undefined;
  readonly waiting: boolean;
}

/** Makes an empty row of keys; `pauseMs` separates numbers. */
export function createKeys(pauseMs: number): Keys {
  let pressed = '';
  let latest = 0;
  const take = () => {
    const all = pressed;
    pressed = '';
    return all === '' ? undefined : all;
  };
  return {
    press(at, key, isChoice) {
      if (key === '#') return take();
      latest = at;
      pressed += key;
      return isChoice ? take() : undefined;
    },
    due: (at) => (pressed !== '' && at - latest >= pauseMs ? take() : undefined),
    get waiting() {
      return pressed !== '';
    },
  };
}
