import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatError, ParleyError } from '../../core/errors.js';
import { readConfigFile } from '../../core/project/config-file.js';
import { throwProblems } from '../../core/project/problem.js';
import { readProject } from '../../core/project/project.js';
import { botFolder, problemsOf, readBot } from './bot-folder.js';

test('a Rasa project is read from its usual places', async () => {
  const bot = await readBot({
    'domain.yml': 'version: "3.1"\nintents: [greet]\nresponses:\n  utter_greet:\n  - text: Hi!\n',
    'data/nlu.yml': 'nlu:\n- intent: greet\n  examples: |\n    - hello\n',
    'data/more/rules.yml': 'rules:\n- rule: greet\n  steps:\n  - intent: greet\n  - action: utter_greet\n',
    'config.yml': 'language: en\npipeline:\n- name: WhitespaceTokenizer\n- name: X\n  epochs: 5\n',
    'data/.hidden.yml': '%&$',
  });
  expect(bot.problems).toEqual([]);
  expect([...bot.domain.intents.keys()]).toEqual(['greet']);
  expect(bot.data.nlu.examples).toMatchObject([{ text: 'hello', intent: 'greet', place: { line: 4 } }]);
  expect(bot.data.rules).toMatchObject([{ name: 'greet', waitForUserInput: true }]);
  expect(bot.config?.pipeline).toMatchObject([
    { name: 'WhitespaceTokenizer', options: {} },
    { name: 'X', options: { epochs: 5 }, place: { line: 4 } },
  ]);
});

test('one file may hold everything', async () => {
  const bot = await readBot({
    'data/all.yml':
      'intents: [greet]\nnlu:\n- intent: greet\n  examples: |\n    - hi\nstories:\n- story: s\n  steps:\n  - intent: greet\n',
  });
  expect([bot.domain.intents.size, bot.data.nlu.examples.length, bot.data.stories.length]).toEqual([1, 1, 1]);
});

test('several packs make one bot', async () => {
  const pack = (name: string) => botFolder({ 'domain/d.yml': `intents: [greet, ${name}]\n` });
  const { domain, problems } = await readProject([{ folder: pack('book') }, { folder: pack('buy') }]);
  expect([...domain.intents.keys()]).toEqual(['greet', 'book', 'buy']);
  expect(problems).toEqual([]);
});

test('an unknown top-level key is read over, with a warning and the nearest known one', async () => {
  expect(await problemsOf({ 'domain.yml': 'intents: []\nresponse: {}\n' })).toEqual([
    expect.stringMatching(
      /^domain\.yml:2:1: warning: The file has no key "response"\. Did you mean "responses"\? Known keys: version, .*\[YAML_UNKNOWN_KEY\]$/,
    ),
  ]);
});

test('all mistakes of a project are reported at once', async () => {
  const found = await problemsOf({
    'domain.yml': 'intents: greet\nslots:\n  city:\n    type: txt\n',
    'data/nlu.yml': 'nlu:\n- intnt: greet\n',
    'data/broken.yml': 'stories: [\n',
  });
  expect(found.map((line) => line.replace(/: error.*\[/, ' ['))).toEqual([
    'data/broken.yml:2:1 [YAML_SYNTAX]',
    'data/nlu.yml:2:3 [NLU_ITEM_UNKNOWN]',
    'domain.yml:1:10 [YAML_NOT_LIST]',
    'domain.yml:4:11 [SLOT_TYPE_UNKNOWN]',
  ]);
});

test('the errors of a project are thrown as one that lists them', async () => {
  const { problems } = await readBot({ 'domain.yml': 'intents: greet\nentities: city\n' });
  const thrown = catching(() => throwProblems(problems));
  expect(thrown).toBeInstanceOf(ParleyError);
  expect(formatError(thrown)).toContain('The project has 2 errors:');
  expect(formatError(thrown)).toContain(
    'domain.yml:2:11: error: The list of names must be a list, not the text "city".',
  );
});

test('a folder that was asked for and is not there is an error', async () => {
  const { problems } = await readProject([{ folder: botFolder({}), data: ['training'] }]);
  expect(problems).toMatchObject([{ code: 'FILE_NOT_FOUND' }]);
});

test('a fingerprint changes with the content, not with its place', async () => {
  const nlu = 'nlu:\n- intent: greet\n  examples: |\n    - hello\n';
  const first = await readBot({ 'data/nlu.yml': nlu });
  const moved = await readBot({ 'data/other.yml': `# a comment\n${nlu}` });
  const changed = await readBot({ 'data/nlu.yml': nlu.replace('hello', 'hallo') });
  expect(moved.fingerprints).toEqual(first.fingerprints);
  expect(changed.fingerprints.nlu).not.toBe(first.fingerprints.nlu);
  expect(changed.fingerprints.dialogue).toBe(first.fingerprints.dialogue);
});

test('settings are filled in from the environment', async () => {
  const file = join(botFolder({ 'credentials.yml': `slack:\n  token: "Bearer \${TOKEN}"\n` }), 'credentials.yml');
  const config = await readConfigFile(file, { TOKEN: 'abc' });
  expect(config.value).toEqual({ slack: { token: 'Bearer abc' } });
  expect(config.placeOf(['slack', 'token'])).toMatchObject({ line: 2, column: 3 });
});

test('a variable that is not set is an error', async () => {
  const file = join(botFolder({ 'endpoints.yml': `a:\n  url: \${URL}\n` }), 'endpoints.yml');
  await expect(readConfigFile(file, {})).rejects.toThrow(
    /endpoints\.yml:2:8: error: The environment variable URL is not set\./,
  );
});

function catching(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
