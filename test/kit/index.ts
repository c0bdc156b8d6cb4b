/** What tests of bots, packs and plugins are written with: `import { testBot } from 'parley/test'`. */
export { type Answer, type BotUnderTest, type Person, testBot } from './test-bot.js';
