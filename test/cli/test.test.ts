import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { runCli } from '../../core/index.js';
import { presets } from '../../presets.js';
import { botFolder } from '../project/bot-folder.js';

const bot = {
  'domain.yml': `
intents: [greet, goodbye]
responses: { utter_greet: [{ text: Hi }], utter_goodbye: [{ text: Bye }] }
`,
  'data/rules.yml': `
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: goodbye
  steps: [{ intent: goodbye }, { action: utter_goodbye }]
`,
  'config.yml': 'pipeline: []\npolicies: [{ name: RulePolicy }]\n',
};

const right = `version: "2.0"
stories:
- story: right
  steps:
  - user: /greet
    intent: greet
  - action: utter_greet
`;

const wrong = right.replace('right', 'wrong').replace('utter_greet', 'utter_goodbye');

/** Runs a command on a bot with these tests; what it prints is without colours. */
async function test(tests: Readonly<Record<string, string>>, ...words: readonly string[]) {
  const folder = botFolder({ ...bot, ...tests });
  const out = join(folder, 'out');
  const lines: string[] = [];
  const print = (line: unknown) => void lines.push(String(line));
  vi.spyOn(console, 'log').mockImplementation(print);
  vi.spyOn(console, 'error').mockImplementation(print);
  const [first = '', ...others] = words;
  const command = first === 'core' || first === 'e2e' ? ['test', first, folder, ...others] : ['test', folder, ...words];
  const code = await runCli([...command, ...(first === 'e2e' ? [] : ['--out', out])], presets);
  vi.restoreAllMocks();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  const text = lines.join('\n').replace(/\u001b\[\d+m/g, '');
  const read = (file: string) => readFileSync(join(out, file), 'utf8');
  return { code, text, folder, read, written: existsSync(out) ? readdirSync(out).sort() : [] };
}

describe('parley test core', () => {
  it('ends with 0 when all stories go right, and writes Rasa’s files', async () => {
    const { code, written, read } = await test({ 'tests/test_stories.yml': right }, 'core');
    expect(code).toBe(0);
    expect(written).toEqual([
      'failed_test_stories.yml',
      'stories_with_warnings.yml',
      'story_confusion_matrix.json',
      'story_report.json',
    ]);
    expect(read('failed_test_stories.yml')).toBe('# None of the test stories failed - all good!\n');
  });

  it('ends with 1 when one fails, names its line, and writes it with the difference', async () => {
    const { code, text, read } = await test({ 'tests/test_stories.yml': wrong }, 'core');
    expect(code).toBe(1);
    expect(text).toMatch(/test_stories\.yml:7:5: action: utter_goodbye {2}# predicted: utter_greet/);
    expect(read('failed_test_stories.yml')).toContain('- action: utter_goodbye  # predicted: utter_greet');
  });

  it('writes the stories that went right when asked, and not the others when asked', async () => {
    const { read, written } = await test({ 'tests/test_a.yml': right }, 'core', '--successes', '--no-errors');
    expect(read('successful_test_stories.yml')).toContain('- story: right (');
    expect(written).not.toContain('failed_test_stories.yml');
  });

  it('takes the file that it is told, seen from the bot or from here', async () => {
    const tests = { 'tests/test_a.yml': wrong, 'more/test_b.yml': right };
    expect((await test(tests, 'core', '--stories', 'more/test_b.yml')).code).toBe(0);
  });

  it('says that the file is not there', async () => {
    const { code, text } = await test({}, 'core', '--stories', 'nowhere.yml');
    expect(code).toBe(1);
    expect(text).toContain('nowhere.yml');
  });

  it('ends at the first mistake when asked', async () => {
    const { text, written } = await test({ 'tests/test_a.yml': wrong }, 'core', '--fail-on-prediction-errors');
    expect(text).toContain('- action: utter_goodbye  # predicted: utter_greet');
    expect(text).toContain('[TEST_STORY_FAILED]');
    expect(written).toEqual([]);
  });

  it('names what the bot does not have, and goes on', async () => {
    const unknown = right.replaceAll('greet', 'greeet');
    const { code, text } = await test({ 'tests/test_a.yml': unknown, 'tests/test_b.yml': right }, 'core');
    expect(code).toBe(1);
    expect(text).toMatch(/warning: .*"utter_greeet".*Did you mean "utter_greet"\?/);
    expect(text).toContain('1 of 2 right');
  });

  it('names a file that is no YAML, and holds the others', async () => {
    const { code, text } = await test({ 'tests/test_a.yml': 'stories: [\n', 'tests/test_b.yml': right }, 'core');
    expect(code).toBe(1);
    expect(text).toMatch(/test_a\.yml:\d+:\d+: error/);
    expect(text).toContain('1 of 1 right');
  });

  it('ends with 1 when there is nothing to test', async () => {
    const { code, text } = await test({}, 'core');
    expect(code).toBe(1);
    expect(text).toContain('There are no test stories.');
  });

  it('compares models, and says how many stories each gets right', async () => {
    const { folder } = await test({ 'tests/test_a.yml': right }, 'core');
    const [model = ''] = readdirSync(join(folder, 'models')).map((name) => join(folder, 'models', name));
    const { read } = await test({ 'tests/test_a.yml': right }, 'core', '--model', model, model);
    expect(JSON.parse(read('results.json'))).toEqual({ [basename(model)]: [1, 1] });
  });
});

describe('parley test', () => {
  it('holds stories and conversations, and ends with 1 when one of them fails', async () => {
    const conversation = 'test_cases:\n- test_case: Says hello\n  steps: [{ user: /greet }, { utter: utter_greet }]\n';
    const { code, text } = await test({ 'tests/test_a.yml': wrong, 'tests/talk.yml': conversation });
    expect(code).toBe(1);
    expect(text).toContain('✗ wrong');
    expect(text).toContain('✓ Says hello');
  });

  it('leaves the stories out when a conversation is asked for by name', async () => {
    const conversation = 'test_cases:\n- test_case: Says hello\n  steps: [{ user: /greet }, { utter: utter_greet }]\n';
    const { code } = await test({ 'tests/test_a.yml': wrong, 'tests/talk.yml': conversation }, '--only', 'hello');
    expect(code).toBe(0);
  });
});

describe('parley test e2e', () => {
  it('holds conversations alone', async () => {
    const conversation = 'test_cases:\n- test_case: Says hello\n  steps: [{ user: /greet }, { bot: Hi }]\n';
    const { code, text } = await test({ 'tests/test_a.yml': wrong, 'tests/talk.yml': conversation }, 'e2e');
    expect(code).toBe(0);
    expect(text).toContain('1 passed, 0 failed');
  });

  // An open database would keep the command from ending.
  it('closes what it had opened when the bot cannot start', async () => {
    const temporary = botFolder({});
    vi.stubEnv('TMPDIR', temporary);
    const code = `import { defineBot, definePlugin } from 'parley';
const broken = definePlugin({ name: 'broken', setup: () => { throw new Error('out of order'); } });
export default defineBot({ plugins: [{ use: broken }] });
`;
    const conversation = 'test_cases:\n- test_case: Says hello\n  steps: [{ user: /greet }]\n';
    const { code: exit, text } = await test({ 'bot.ts': code, 'tests/talk.yml': conversation }, 'e2e');
    vi.unstubAllEnvs();
    expect(exit).toBe(1);
    expect(text).toContain('out of order');
    expect(readdirSync(temporary).filter((name) => name.startsWith('parley-test-'))).toEqual([]);
  });
});
