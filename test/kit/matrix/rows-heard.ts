import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { MatrixBot } from './bot.js';
import type { AttachmentKind, Verdict } from './driver.js';
import { row } from './rows.js';
import type { MatrixStage } from './stage.js';

/** What people do is understood, once, and by whom it was meant. */
export const heardRows = [
  ...(['picture', 'file', 'location', 'contact', 'voice'] as const).map((kind) =>
    row(kind, (stage) => takesAttachment(stage, kind)),
  ),
  row('edit', async (stage) => {
    await stage.says('hello');
    await takesNoTurn(stage, () => stage.ability('edit')('hallo'));
    await stage.hadTurns('hello');
  }),
  row('deletion', async (stage) => {
    await stage.says('hello');
    await takesNoTurn(stage, () => stage.ability('delete')());
    await stage.hadTurns('hello');
  }),
  row('status', async (stage) => {
    await stage.says('hello');
    await stage.gets(1);
    await takesNoTurn(stage, () => stage.ability('status')());
    await stage.hadTurns('hello');
  }),
  row('own message', async (stage) => {
    await takesNoTurn(stage, () => stage.ability('ownMessage')('You said: hello'));
    await stage.hadTurns();
  }),
  row('group', async (stage) => {
    await stage.says('in private');
    await stage.gets(1);
    assert.equal(await stage.ability('sayInGroup')('in the group', 'bot'), 'taken');
    const [here, there] = await stage.gets(2);
    assert.equal(there?.text, 'You said: in the group');
    assert.notEqual(there?.to, here?.to);
  }),
  row('group talk', async (stage) => {
    await takesNoTurn(stage, () => stage.ability('sayInGroup')('shall we have lunch?', 'others'));
    await stage.hadTurns();
  }),
  row('thread', async (stage) => {
    assert.equal(await stage.ability('sayInThread')('in the thread'), 'taken');
    await stage.gets(1);
    assert.equal(await stage.ability('sayInGroup')('in the group', 'bot'), 'taken');
    const [inThread, inGroup] = await stage.gets(2);
    assert.equal(inThread?.text, 'You said: in the thread');
    assert.notEqual(inThread?.to, inGroup?.to);
  }),
  row('duplicate', async (stage) => {
    await stage.says('hello');
    for (let time = 1; time < 5; time += 1) assert.equal(await stage.ability('again')(), 'taken');
    await stage.hadTurns('hello');
    assert.equal(stage.platform.sent().length, 2);
  }),
  row('not stored', async (stage) => {
    const { bot, platform } = stage;
    let said: Promise<Verdict | 'no answer'> = Promise.resolve('no answer');
    await bot.withoutStoring(async () => {
      said = platform.say('hello');
      assert.notEqual(await Promise.race([said, reported(bot)]), 'taken');
    });
    // Platforms deliver again what was refused, or what they got no answer for.
    const again = stage.ability('again')();
    assert.equal(
      await Promise.race([again, said.then((verdict) => (verdict === 'refused' ? again : verdict))]),
      'taken',
    );
    await stage.hadTurns('hello');
  }),
  row('batch', async (stage) => {
    assert.equal(await stage.ability('sayAtOnce')(['one', 'two', 'three']), 'taken');
    const shown = await stage.gets(3);
    assert.deepEqual(
      shown.map(({ text }) => text),
      ['You said: one', 'You said: two', 'You said: three'],
    );
  }),
  row('wrong order', async (stage) => {
    assert.equal(await stage.ability('sayInWrongOrder')('earlier', 'later'), 'taken');
    const shown = await stage.gets(2);
    assert.deepEqual(shown.map(({ text }) => text).sort(), ['You said: earlier', 'You said: later']);
    assert.equal(stage.bot.turns.length, 2);
  }),
];

/** A bot knows what came by the same words on every channel; not every platform tells a voice note from other sound. */
const kinds: Readonly<Record<AttachmentKind, readonly string[]>> = {
  picture: ['image'],
  file: ['document'],
  location: ['location'],
  contact: ['contact'],
  voice: ['voice', 'audio'],
};

/** The bot has logged that something went wrong. */
async function reported({ log }: MatrixBot): Promise<'no answer'> {
  while (!log.some(({ level }) => level === 'error')) await setImmediate();
  return 'no answer';
}

/** A turn with words that say what came, and what it is beside them. */
async function takesAttachment(stage: MatrixStage, kind: AttachmentKind): Promise<void> {
  assert.equal(await stage.ability('attach')(kind), 'taken');
  await stage.gets(1);
  assert.equal(stage.bot.turns.length, 1);
  const attachments: unknown = stage.bot.heard[0]?.metadata?.attachments;
  assert(Array.isArray(attachments) && attachments.length === 1, 'The attachment is not in the metadata.');
  assert(kinds[kind].includes(attachments[0].kind), `The kind should be ${kinds[kind].join(' or ')}.`);
}

/** What a channel hands in it hands in before it acknowledges. */
async function takesNoTurn(stage: MatrixStage, act: () => Promise<unknown>): Promise<void> {
  const before = stage.bot.heard.length;
  assert.equal(await act(), 'taken');
  assert.deepEqual(stage.bot.heard.slice(before), []);
}
