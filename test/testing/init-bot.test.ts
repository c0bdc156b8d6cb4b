import { afterAll, beforeAll, describe, it } from 'vitest';
import { initBot } from '../../core/cli/commands/init.js';
import { temporaryFolder } from '../kit/database.js';
import { type BotUnderTest, testBot } from '../kit/index.js';

describe('the bot that `parley init` writes', () => {
  const { folder, remove } = temporaryFolder('init');
  let bot: BotUnderTest;

  beforeAll(async () => {
    await initBot(folder);
    bot = await testBot(folder);
  });
  afterAll(async () => {
    await bot.close();
    remove();
  });

  it('greets', async () => {
    await bot.person().says('good morning').gets('I can tell you the time');
  });

  it('tells the time that its clock says', async () => {
    bot.setClock(new Date(2026, 2, 2, 9, 41));
    await bot.person().says('what time is it?').gets('It is 9:41 AM.');
    bot.setClock(undefined);
  });

  it('asks for a number and promises to call it', async () => {
    const ann = bot.person();
    await ann.says('please ring me back').gets('Which number shall we call?');
    await ann.says('my number is +1 603 555 0142').gets('We will call +1 603 555 0142');
  });

  it('says what it can do when it does not understand', async () => {
    await bot.person().says('qwertz uiop asdf').does('action_default_fallback');
  });
});
