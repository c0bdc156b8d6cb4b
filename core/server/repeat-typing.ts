/** Telegram, Teams and Web Chat show "typing…" for some 5 s or until a message comes, so it is said again, in ms. */
const repeatMs = 4_000;

/** Keeps "typing…" shown while the bot is at work. */
export interface Typing {
  show(recipient: string, state: 'on' | 'off'): void;
  stop(): void;
}

/** Makes it; `tell` tells the platform once. */
export function createTyping(tell: (recipient: string) => void): Typing {
  const timers = new Map<string, NodeJS.Timeout>();
  return {
    show(recipient, state) {
      clearInterval(timers.get(recipient));
      timers.delete(recipient);
      if (state === 'off') return;
      tell(recipient);
      timers.set(recipient, setInterval(tell, repeatMs, recipient).unref());
    },
    stop() {
      for (const timer of timers.values()) clearInterval(timer);
      timers.clear();
    },
  };
}
