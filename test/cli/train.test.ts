import { expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

const config = `
pipeline: [WhitespaceTokenizer, KeywordIntents, PatternEntities, Synonyms]
policies: [RulePolicy]
`;
const bot = {
  'config.yml': config,
  'domain.yml': 'intents: [greet]\nresponses: { utter_greet: [{ text: Hi }] }\n',
  'data/nlu.yml': 'nlu:\n- intent: greet\n  examples: |\n    - hello\n- synonym: tea\n  examples: |\n    - chai\n',
  'data/rules.yml': 'rules:\n- rule: greet\n  steps: [{ intent: greet }, { action: utter_greet }]\n',
};

it('says what it would train, what it does and what it does not', async () => {
  const folder = botFolder(bot);
  const train = async (...words: string[]) => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const code = await runCli(['train', folder, ...words], presets);
    vi.restoreAllMocks();
    return [code, lines.join('\n')] as const;
  };
  expect(await train('--dry-run')).toEqual([1, 'Training is needed: there is no model yet.']);
  expect(await train()).toEqual([0, '']);
  expect(await train()).toEqual([0, 'Nothing changed since the last model; --force trains all the same.']);
  expect(await train('--dry-run')).toEqual([
    0,
    expect.stringMatching(/^No training is needed: .*\.tar is of the files/),
  ]);
  expect(await train('--dry-run', '--force')).toEqual([8, 'Everything would be trained: --force was given.']);
  expect(await train('--dry-run', '--augmentation', '5')).toEqual([
    1,
    expect.stringMatching(/^Training is needed: policies\/RulePolicy\. The rest is taken over from .*\.tar\.$/),
  ]);
  expect(await train('--finetune', '--epoch-fraction', '0.2')).toEqual([
    0,
    expect.stringMatching(/^What has not changed is taken over .*no fine-tuning\.\nNothing changed/),
  ]);
});
