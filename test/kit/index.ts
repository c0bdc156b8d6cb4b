/** What tests of bots, packs, channels and plugins are written with: `import { testBot } from 'parley/test'`. */
export {
  type AttachmentKind,
  type ChannelDriver,
  describeChannel,
  type Forgery,
  type MatrixPlatform,
  type MatrixRow,
  type Runner,
  type Shown,
  type Verdict,
} from './channel-matrix.js';
export { type Answer, type BotUnderTest, type Person, testBot } from './test-bot.js';
