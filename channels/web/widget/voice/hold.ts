/** What holding a button down does. */
export interface Holding {
  press(): void;
  release(): void;
  callOff(): void;
}

const AWAY = 72; // px; a finger that slides further away calls off what it began

/**
 * Makes a button one that is held: by a finger or mouse, by Space or Enter, and by a click alone (as screen readers
 * press) that begins and a second one that ends it.
 */
export function holdable(button: HTMLButtonElement, { press, release, callOff }: Holding): void {
  let isHeld = false;
  let isClicked = false;

  const begin = () => {
    if (isHeld) return;
    isHeld = true;
    press();
  };
  const end = (counts: boolean) => {
    if (!isHeld) return;
    isHeld = false;
    isClicked = false;
    if (counts) release();
    else callOff();
  };
  const isAway = ({ clientX, clientY }: PointerEvent) => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    return Math.max(left - clientX, clientX - right, top - clientY, clientY - bottom) > AWAY;
  };

  let byPointer = false;
  button.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    byPointer = true;
    button.setPointerCapture(event.pointerId);
    if (isClicked) end(true);
    else begin();
  });
  button.addEventListener('pointermove', (event) => button.classList.toggle('away', isHeld && isAway(event)));
  button.addEventListener('pointerup', (event) => {
    button.classList.remove('away');
    end(!isAway(event));
  });
  button.addEventListener('pointercancel', () => end(false));
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isHeld) {
      event.preventDefault();
      event.stopPropagation();
      end(false);
    }
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    if (!event.repeat) begin();
  });
  button.addEventListener('keyup', (event) => {
    if (event.key !== ' ' && event.key !== 'Enter') return;
    event.preventDefault();
    end(true);
  });
  button.addEventListener('blur', () => end(false));
  button.addEventListener('click', () => {
    const wasPointer = byPointer;
    byPointer = false;
    if (wasPointer) return;
    if (isHeld) end(true);
    else {
      isClicked = true;
      begin();
    }
  });
}
