import { expect } from 'vitest';
import type { MatrixPlatform, Shown } from '../kit/channel-matrix.js';

/** Which of the offered days and times somebody takes, from 0, so that two don't want the same. */
export interface Wish {
  readonly day: number;
  readonly time: number;
}

/** Somebody who talks with the bot on a platform. */
interface Customer {
  says(text: string): Promise<void>;
  /** Waits for the bot to say something that matches, after what was waited for before. */
  gets(expected: RegExp): Promise<Shown>;
  /** Presses a button of a message: of those whose title matches, the one with this number, from 0. */
  presses(shown: Shown, title: RegExp, number?: number): Promise<void>;
}

/** What a booking asks of a platform. */
export type BookingPlatform = Pick<MatrixPlatform, 'say' | 'press' | 'sent' | 'shows'>;

/** The one booking that every channel has to carry: words, buttons, a name, a number. @returns the reference */
export async function book(platform: BookingPlatform, wish: Wish): Promise<string> {
  const ana = customerOf(platform);
  await ana.says('hello');
  await ana.gets(/Ozzy/);
  await ana.says('I want to book a small black and grey blackwork fern on my forearm with Freya');
  await ana.presses(await ana.gets(/which day/i), /^[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+$/, wish.day);
  await ana.presses(await ana.gets(/what time/i), /\b(am|pm|noon)\b/, wish.time);
  await ana.gets(/your name|which name/i);
  await ana.says('My name is Ana Torres');
  await ana.gets(/phone number or mail/i);
  await ana.says('603 555 0142');
  await ana.presses(await ana.gets(/Shall I book it/), /Yes, book it/);
  return /TAT-\d{4}/.exec((await ana.gets(/Done!/)).text)?.[0] ?? '';
}

function customerOf(platform: BookingPlatform): Customer {
  let read = 0;
  return {
    async says(text) {
      expect(await platform.say(text)).toBe('taken');
    },
    async gets(expected) {
      for (;;) {
        await platform.shows(++read);
        const shown = platform.sent()[read - 1];
        if (shown && expected.test(shown.text)) return shown;
      }
    },
    async presses(shown, title, number = 0) {
      const choices = platform.press ? shown.buttons : numberedIn(shown);
      const choice = choices.filter((one) => title.test(one))[number];
      expect(choice, `choice ${number} like ${title} among ${choices.join(', ')}`).toBeDefined();
      const chosen = choice ?? '';
      const pressed = platform.press ? platform.press(chosen) : platform.say(String(choices.indexOf(chosen) + 1));
      expect(await pressed).toBe('taken');
    },
  };
}

/** The choices of a message on a platform without buttons: lines such as `2. Fri, Nov 27`, of which the number is said. */
const numberedIn = ({ text }: Shown): string[] => [...text.matchAll(/^\d+\. (.+)$/gm)].map(([, title = '']) => title);
