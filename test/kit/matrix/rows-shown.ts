import assert from 'node:assert/strict';
import type { Shown } from './driver.js';
import { row } from './rows.js';
import { choiceTitles, fileUrl, pictureUrl, sentences } from './script.js';
import type { MatrixStage } from './stage.js';

/** Texts that careless handling breaks: of several code units, joined, combining, right to left, Indic. */
const scripts = [
  'Grüße 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽',
  'مرحبا، كيف الحال؟ (3)',
  'e\u0301tude, a\u0308',
  'नमस्ते',
  'שלום עולם',
  '𝒳 𠮷野家',
];

/** What the bot says is shown. */
export const shownRows = [
  row('text', async (stage) => {
    await stage.says('hello');
    assert.deepEqual(
      (await stage.gets(1)).map(({ text }) => text),
      ['You said: hello'],
    );
  }),
  row('buttons', async (stage) => {
    await stage.says('three choices');
    const [shown] = await stage.gets(1);
    assert.match(shown?.text ?? '', /Which one\?/);
    assert.deepEqual(shown?.buttons, choiceTitles(3));
  }),
  row('list', async (stage) => {
    await stage.says('ten choices');
    const shown = await stage.gets(1);
    const buttons = shown.flatMap((one) => one.buttons);
    const written = shown.map(({ text }) => text).join('\n');
    if (buttons.length > 0) assert.deepEqual(buttons, choiceTitles(10));
    else
      for (const [index, title] of choiceTitles(10).entries())
        assert.match(written, new RegExp(`${index + 1}\\. ${title}`));
    await choose(stage, 'Choice 7', '7', shown.length);
  }),
  row('press', async (stage) => {
    await stage.says('three choices');
    await stage.gets(1);
    assert.equal(await stage.ability('press')('Choice 2'), 'taken');
    const [, answer] = await stage.gets(2);
    assert.equal(answer?.text, 'You said: /choose{"n":"2"}');
  }),
  row('picture shown', async (stage) => {
    await stage.says('a picture');
    const shown = await untilShown(stage, ({ image }) => image !== undefined);
    assert.equal(shown.find(({ image }) => image !== undefined)?.image, pictureUrl);
    assert.match(shown.map(({ text }) => text).join('\n'), /Look\./);
  }),
  row('file shown', async (stage) => {
    await stage.says('a file');
    const shown = await untilShown(stage, ({ file }) => file !== undefined);
    assert.equal(shown.find(({ file }) => file !== undefined)?.file, fileUrl);
  }),
  row('long answer', async (stage) => {
    await stage.says('a long answer');
    const whole = sentences.join(' ');
    let parts: readonly string[] = [];
    for (let count = 1; parts.join(' ').length < whole.length; count += 1) {
      parts = (await stage.gets(count)).map(({ text }) => text);
    }
    assert(parts.length > 1, 'The answer was not split.');
    assert(
      parts.every((part) => part.length <= stage.can.maxTextLength && /\.$/.test(part)),
      'A part is too long, or does not end with a sentence.',
    );
    assert.equal(parts.join(' '), whole);
  }),
  row('scripts', async (stage) => {
    for (const [index, text] of scripts.entries()) {
      await stage.says(text);
      const shown = await stage.gets(index + 1);
      assert.equal(shown[index]?.text, `You said: ${text}`);
    }
    assert.deepEqual(stage.bot.turns, scripts);
  }),
  row('degrade', async (stage) => {
    const { can } = stage;
    if (!can.cards) {
      await stage.says('a card');
      await untilWritten(stage, /Rose\n?.*By Mia, two hours/s);
    } else if (!can.files) {
      await stage.says('a file');
      await untilWritten(stage, /price-list\.pdf/);
    } else {
      assert(can.maxButtons !== undefined, 'The channel shows everything; let "lacks" say so.');
      await stage.says('many choices');
      await untilWritten(stage, /120\. Choice 120/);
    }
  }),
];

/** Presses a button where there are buttons, and writes its number where they are numbered text. */
async function choose(stage: MatrixStage, title: string, number: string, shown: number): Promise<void> {
  const isButton = stage.platform.sent().some(({ buttons }) => buttons.includes(title));
  if (isButton) assert.equal(await stage.ability('press')(title), 'taken');
  else await stage.says(number);
  const answers = await stage.gets(shown + 1);
  assert.equal(answers.at(-1)?.text, `You said: /choose{"n":"${number}"}`);
}

async function untilShown(stage: MatrixStage, found: (shown: Shown) => boolean): Promise<readonly Shown[]> {
  for (let count = 1; ; count += 1) {
    const shown = await stage.gets(count);
    if (shown.some(found)) return shown;
  }
}

async function untilWritten(stage: MatrixStage, words: RegExp): Promise<void> {
  let written = '';
  for (let count = 1; !words.test(written); count += 1) {
    written = (await stage.gets(count)).map(({ text }) => text).join('\n');
  }
}
