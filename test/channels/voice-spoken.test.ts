import { describe, expect, it } from 'vitest';
import { chosenOf } from '../../channels/voice/spoken/chosen.js';
import { sentencesOf } from '../../channels/voice/spoken/sentences.js';
import { spokenForm, spokenText } from '../../channels/voice/spoken/spoken-form.js';

const english = { language: 'en-US' };
const say = (text: string, language = 'en-US') => spokenText(text, language);

describe('what is meant for the eye', () => {
  it.each([
    ['**Hi** _there_ 👋🏽!', 'Hi there!'],
    ['# Prices\n- small\n- large', 'Prices. small. large.'],
    ['See [our page](https://a.example/x?y=1) or https://b.example/z.', 'See our page or a link.'],
    ['Use `code` and snake_case_words', 'Use code and snake case words.'],
    ['Ink & art 🇩🇪 ❤️', 'Ink and art.'],
    ['Write to ann@ink.example', 'Write to ann at ink dot example.'],
    ['<speak>Hello <break time="1s"/> you</speak>', 'Hello you.'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a, b. 1, 2.'],
  ])('%j is spoken as %j', (written, spoken) => {
    expect(say(written)).toBe(spoken);
  });
});

describe('prices', () => {
  it.each([
    ['It is $120.', 'en-US', 'It is 120 dollars.'],
    ['$1', 'en-US', '1 dollar.'],
    ['$1,250.50', 'en-US', '1250 dollars and 50 cents.'],
    ['€0.99', 'en-GB', '99 cents.'],
    ['from $100–150', 'en-US', 'from 100 to 150 dollars.'],
    ['£20', 'en-GB', '20 British pounds.'],
    ['80 EUR', 'en-US', '80 euros.'],
    ['1.250,50 €', 'de-DE', '1250 Euro und 50 Cent.'],
    ['12,50 €', 'fr-FR', '12 euros et 50 centimes.'],
  ])('%j in %s', (written, language, spoken) => {
    expect(say(written, language).replaceAll('\u00a0', ' ')).toBe(spoken);
  });
});

describe('dates and times', () => {
  it.each([
    ['on 2026-11-21 at 14:30', 'en-US', 'on November 21, 2026 at 2:30 PM.'],
    ['2026-11-21T09:00:00Z', 'en-US', 'November 21, 2026, 9 AM.'],
    ['11/21/2026', 'en-US', 'November 21, 2026.'],
    ['21/11/2026', 'en-GB', '21 November 2026.'],
    ['21.11.2026 um 14:30', 'de-DE', '21. November 2026 um 14:30.'],
    ['at 2:30 pm', 'en-US', 'at 2:30 PM.'],
    ['at 00:00 or 12:00', 'en-US', 'at 12 AM or 12 PM.'],
  ])('%j in %s', (written, language, spoken) => {
    expect(say(written, language)).toBe(spoken);
  });
});

describe('phone numbers', () => {
  it.each([
    ['Call +1 (415) 555-0123.', 'Call plus 1, 4 1 5, 5 5 5, 0 1 2 3.'],
    ['Call 555-0123', 'Call 5 5 5, 0 1 2 3.'],
    ['Your code is 4829135', 'Your code is 4 8 2, 9 1 3 5.'],
    ['About 10 000 000 people', 'About 10 000 000 people.'],
    ['We were founded in 1998', 'We were founded in 1998.'],
  ])('%j is spoken as %j', (written, spoken) => {
    expect(say(written)).toBe(spoken);
  });
});

describe('a message', () => {
  const buttons = [
    { title: 'Blackwork ⚫', payload: '/style{"style":"blackwork"}' },
    { title: 'Fine line', payload: '/style{"style":"fine line"}' },
    { title: 'Up to $50', payload: '/cheap' },
  ];

  it('says what can be chosen', () => {
    expect(spokenForm({ text: 'Which style do you like?', buttons }, english)).toEqual([
      'Which style do you like?',
      'You can say Blackwork, Fine line, or Up to 50 dollars.',
    ]);
  });

  it('says which key to press', () => {
    expect(spokenForm({ text: 'Welcher Stil?', buttons }, { language: 'de-DE', choices: 'press' })).toContain(
      'Für Fine line drücken Sie die 2.',
    );
  });

  it('takes a key or the words of a title as the choice', () => {
    expect(chosenOf('2', buttons)).toBe('/style{"style":"fine line"}');
    expect(chosenOf('Fine line.', buttons)).toBe('/style{"style":"fine line"}');
    expect(chosenOf('line', buttons)).toBeUndefined();
    expect(chosenOf('7', buttons)).toBeUndefined();
  });

  it('speaks cards and leaves pictures out', () => {
    const elements = [{ title: 'Dragon', subtitle: '$300', image_url: 'https://a.example/x.png' }];
    expect(spokenForm({ elements, image: 'https://a.example/y.png' }, english)).toEqual(['Dragon: 300 dollars.']);
    expect(spokenForm({ image: 'https://a.example/y.png' }, english)).toEqual([]);
  });
});

describe('sentences', () => {
  it('are cut where one takes breath', () => {
    const text = 'Yes. We are open until six today. Shall I book a time for you?';
    expect(sentencesOf(text, 'en')).toEqual(['Yes. We are open until six today.', 'Shall I book a time for you?']);
  });

  it('are never long, and lose nothing', () => {
    const text = `${'We have a dragon, '.repeat(40)}and that is all.`;
    const pieces = sentencesOf(text, 'en');
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(240);
    expect(pieces.join(' ')).toBe(text);
  });
});
