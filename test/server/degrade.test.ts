import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BotMessage } from '../../core/messages/message.js';
import { numberedChoice } from '../../core/server/choices.js';
import { degrade } from '../../core/server/degrade.js';
import { splitText } from '../../core/server/split-text.js';
import type { Event } from '../../core/tracker/events.js';

const plain = { buttons: false, images: false, cards: false, files: false, maxTextLength: 1_000 };
const rich = { buttons: true, images: true, cards: true, files: true, maxTextLength: 1_000 };
const buttons = [
  { title: 'Yes', payload: '/affirm' },
  { title: 'No', payload: '/deny' },
];

describe('a message on a channel that shows only text', () => {
  const cases: readonly [string, BotMessage, string][] = [
    ['its buttons are numbered', { text: 'Sure?', buttons }, 'Sure?\n1. Yes\n2. No'],
    ['its quick replies are numbered', { text: 'Sure?', quick_replies: buttons }, 'Sure?\n1. Yes\n2. No'],
    ['its image is an address', { text: 'Look:', image: 'https://x/a.png' }, 'Look:\nhttps://x/a.png'],
    [
      'its file is an address',
      { attachment: { type: 'file', payload: { src: 'https://x/a.pdf' } } },
      'https://x/a.pdf',
    ],
    [
      'its cards are lines, and their buttons go on with the numbers',
      {
        text: 'Artists:',
        buttons: [{ title: 'Anyone', payload: '/any' }],
        elements: [
          {
            title: 'Mia',
            subtitle: 'Japanese',
            image_url: 'https://x/m.png',
            buttons: [
              { title: 'Book Mia', payload: '/book' },
              { title: 'Portfolio', url: 'https://x/mia' },
            ],
          },
        ],
      },
      'Artists:\nMia\nJapanese\nhttps://x/m.png\nPortfolio: https://x/mia\n1. Anyone\n2. Book Mia',
    ],
  ];

  it.each(cases)('%s', (_, message, text) => {
    expect(degrade(message, plain)).toEqual([{ text }]);
  });

  it('keeps what the channel has to make sense of itself', () => {
    const message = { text: 'a', custom: { map: 1 }, attachment: { odd: true }, metadata: { utter_action: 'u' } };
    expect(degrade(message, plain)).toEqual([message]);
  });
});

describe('a message on a channel that shows everything', () => {
  it('stays as it is', () => {
    const message = {
      text: 'Sure?',
      buttons,
      image: 'https://x/a.png',
      elements: [{ title: 'A' }],
      attachment: { a: 1 },
    };
    expect(degrade(message, rich)).toEqual([message]);
  });

  it('is several messages when its text is too long, the buttons on the last', () => {
    const text = 'First sentence here. Second sentence here.';
    expect(degrade({ text, buttons }, { ...rich, maxTextLength: 25 })).toEqual([
      { text: 'First sentence here.' },
      { text: 'Second sentence here.', buttons },
    ]);
  });

  it('turns card buttons into plain ones where it has buttons but no cards', () => {
    const elements = [{ title: 'Mia', buttons: [{ title: 'Book', payload: '/book' }] }];
    expect(degrade({ text: 'Artists:', elements }, { ...rich, cards: false })).toEqual([
      { text: 'Artists:\nMia', buttons: [{ title: 'Book', payload: '/book' }] },
    ]);
  });
});

describe('a message with more buttons than the channel shows', () => {
  it('has them all as numbers, and one with fewer has buttons', () => {
    const one = { ...rich, maxButtons: 1 };
    expect(degrade({ text: 'Sure?', buttons }, one)).toEqual([{ text: 'Sure?\n1. Yes\n2. No' }]);
    expect(degrade({ text: 'Sure?', buttons }, { ...rich, maxButtons: 2 })).toEqual([{ text: 'Sure?', buttons }]);
  });
});

describe('a text that is too long', () => {
  it.each([
    ['at blank lines', 'Aaa aaa aaa.\n\nBbb bbb. Ccc', ['Aaa aaa aaa.', 'Bbb bbb. Ccc']],
    ['at the ends of sentences, not of numbers', 'It costs 3.50 now. Really.', ['It costs 3.50 now.', 'Really.']],
    ['at the ends of Hindi sentences', 'यह एक वाक्य है। दूसरा वाक्य।', ['यह एक वाक्य है।', 'दूसरा वाक्य।']],
    ['between words', 'one two three four five', ['one two three four', 'five']],
  ])('is split %s', (_, text, parts) => {
    expect(splitText(text, 20)).toEqual(parts);
  });

  it('is never split inside of what people see as one character', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(splitText(family.repeat(3), family.length + 3)).toEqual([family, family, family]);
  });

  it('loses no letter and keeps to the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 40, max: 80 }), (text, limit) => {
        const parts = splitText(text, limit);
        const letters = (one: string) => one.replace(/\s+/g, '');
        expect(letters(parts.join(''))).toBe(letters(text));
        expect(parts.every((part) => part.length <= limit)).toBe(true);
      }),
    );
  });
});

describe('a bare number', () => {
  const asked: Event = { event: 'bot', text: 'Sure?', data: { buttons } };
  const told: Event = { event: 'bot', text: 'Take your time.', data: {} };
  const listens: Event = { event: 'action', name: 'action_listen' };
  const said = { event: 'user', text: 'hi' } as Event;

  it.each([
    ['is the button of the latest message that had any', '2', [said, asked, told, listens], '/deny'],
    ['may be written with a dot', ' 1. ', [asked], '/affirm'],
    ['is a number beyond the buttons', '3', [asked], undefined],
    ['is a number when nothing was asked', '2', [told], undefined],
    ['is a number when the person has gone on', '2', [asked, said, told], undefined],
    ['is not what is written in words', 'two please', [asked], undefined],
  ])('%s', (_, text, events, meant) => {
    expect(numberedChoice(text, events)).toBe(meant);
  });
});
