import { expect, test } from 'vitest';
import { linesOf } from './bot-check.js';

const domain = `intents: [greet, bye]
responses:
  utter_greet: [{text: Hi!}]
  utter_bye: [{text: Bye!}]
`;
const nlu = `nlu:
- intent: greet
  examples: |
    - hello
- intent: bye
  examples: |
    - goodbye
`;
const rules = `rules:
- rule: greet
  steps:
  - intent: greet
  - action: utter_greet
- rule: bye
  steps:
  - intent: bye
  - action: utter_bye
`;
const config = `recipe: default.v1
language: en
pipeline:
- name: WhitespaceTokenizer
- name: CountVectorsFeaturizer
- name: DIETClassifier
  epochs: 100
policies:
- name: MemoizationPolicy
- name: RulePolicy
`;
const files = { 'domain.yml': domain, 'data/nlu.yml': nlu, 'data/rules.yml': rules, 'config.yml': config };

const withConfig = (from: string, to: string) => linesOf({ ...files, 'config.yml': config.replace(from, to) });

test('a sound Rasa project has no problems', async () => {
  expect(await linesOf(files)).toEqual([]);
});

test('an unknown component is named with the nearest, also when that is one of Rasa', async () => {
  expect(await withConfig('DIETClassifier', 'DIETClasifier')).toEqual([
    expect.stringMatching(
      /^config\.yml:6:3: error: There is no NLU component "DIETClasifier"\. Did you mean "DIETClassifier"\? .*\[CONFIG_COMPONENT_UNKNOWN\]$/,
    ),
  ]);
});

test('a class in Python is no mistake, but is told', async () => {
  expect(await withConfig('DIETClassifier', 'components.mood.MoodDetector')).toContainEqual(
    expect.stringMatching(/^config\.yml:6:3: warning: .*"components\.mood\.MoodDetector".*\[CONFIG_CLASS_FOREIGN\]$/),
  );
});

test('an unknown policy is named with the nearest', async () => {
  expect(await withConfig('RulePolicy', 'RulesPolicy')).toContainEqual(
    expect.stringMatching(/^config\.yml:10:3: error: .* Did you mean "RulePolicy"\? .*\[CONFIG_POLICY_UNKNOWN\]$/),
  );
});

test('a key that config.yml does not have', async () => {
  expect(await withConfig('policies:', 'polices:')).toContainEqual(
    expect.stringMatching(/^config\.yml:8:1: warning: .* Did you mean "policies"\? .*\[CONFIG_KEY_UNKNOWN\]$/),
  );
});

test('a folder without a domain in it', async () => {
  expect(await linesOf({ 'domain.yml': 'version: "3.1"\n' })).toEqual([
    expect.stringMatching(/^domain\.yml:1: error: The domain is empty.*\[DOMAIN_EMPTY\]$/),
  ]);
});

test('a policy of Rasa 2 is told what took its place', async () => {
  expect(await withConfig('MemoizationPolicy', 'FallbackPolicy')).toContainEqual(
    expect.stringContaining('Rasa 3 has RulePolicy in its place.'),
  );
});

test.each([
  [
    'a setting that a policy does not have',
    '- name: RulePolicy',
    '- name: RulePolicy\n  restrict_rule: false',
    '10:3: error',
    'CONFIG_SETTING',
  ],
  [
    'a fallback that is no action',
    '- name: RulePolicy',
    '- name: RulePolicy\n  core_fallback_action_name: utter_sory',
    '10:3: error',
    'RULE_FALLBACK_UNKNOWN',
  ],
  [
    'two policies of one priority',
    '- name: RulePolicy',
    '- name: AugmentedMemoizationPolicy\n- name: RulePolicy',
    '10:3: warning',
    'CONFIG_POLICY_PRIORITY',
  ],
  ['a setting that Rasa does not know', '  epochs: 100', '  epoch: 100', '6:3: warning', 'CONFIG_PART_IDLE'],
  ['another recipe', 'recipe: default.v1', 'recipe: graph.v1', '1:9: error', 'CONFIG_RECIPE_UNKNOWN'],
  ['rules without RulePolicy', '- name: RulePolicy\n', '', '9:3: warning', 'CONFIG_RULES_IDLE'],
  ['no tokenizer', '- name: WhitespaceTokenizer\n', '', '4:3: error', 'NLU_COMPONENT_MISPLACED'],
  [
    'a fallback that nothing answers',
    '  epochs: 100\n',
    '- name: FallbackClassifier\n',
    '7:3: info',
    'FALLBACK_UNANSWERED',
  ],
  [
    'a setting of the wrong type',
    '- name: MemoizationPolicy',
    '- name: MemoizationPolicy\n  max_history: many',
    '9:3: error',
    'CONFIG_SETTING',
  ],
])('config.yml: %s', async (_what, from, to, place, code) => {
  expect(await withConfig(from, to)).toContainEqual(
    expect.stringMatching(new RegExp(`^config\\.yml:${place}: .*\\[${code}\\]$`)),
  );
});

test('a rule for nlu_fallback without a component that gives it', async () => {
  const more = `${rules}- rule: sorry\n  steps:\n  - intent: nlu_fallback\n  - action: utter_bye\n`;
  expect(await linesOf({ ...files, 'data/rules.yml': more })).toEqual([
    expect.stringMatching(/^data\/rules\.yml:12:5: warning: Rule "sorry" waits for nlu_fallback.*\[FALLBACK_IDLE\]$/),
  ]);
});

test('entities that no component of the pipeline finds', async () => {
  const bot = {
    ...files,
    'domain.yml': `${domain}entities: [name]\n`,
    'data/nlu.yml': nlu.replace('- hello', '- hello [Ada](name)'),
    'config.yml': config.replace('  epochs: 100', '  entity_recognition: false'),
  };
  expect(await linesOf(bot)).toContainEqual(
    expect.stringMatching(/^config\.yml:4:3: warning: .*CONFIG_ENTITIES_IDLE\]$/),
  );
});

test('an entity is held against the tokenizer of the project', async () => {
  const bot = {
    ...files,
    'domain.yml': `${domain}entities: [name]\n`,
    'data/nlu.yml': nlu.replace('- hello', '- hello [Ada!](name)'),
  };
  expect(await linesOf(bot)).toContainEqual(
    expect.stringMatching(/^data\/nlu\.yml:4: warning: .*"Ada!".*\[ENTITY_BORDER\]$/),
  );
});

test('custom actions that nothing runs, until endpoints.yml names an action server', async () => {
  const bot = {
    ...files,
    'domain.yml': `${domain}actions: [action_look]\n`,
    'data/rules.yml': rules.replace('utter_bye', 'action_look'),
  };
  expect((await linesOf(bot)).join()).toContain('[ACTION_UNBACKED]');
  const served = { ...bot, 'endpoints.yml': 'action_endpoint:\n  url: http://localhost:5055/webhook\n' };
  expect((await linesOf(served)).join()).not.toContain('[ACTION_UNBACKED]');
});

test('the slots that the action on knowledge bases reads are used', async () => {
  const slots = ['object_type', 'mention', 'attribute'].map(
    (name) => `  ${name}: {type: any, mappings: [{type: custom}]}\n`,
  );
  const bot = {
    ...files,
    'domain.yml': `${domain}actions: [action_query_knowledge_base]\nslots:\n${slots.join('')}`,
    'data/rules.yml': rules.replace('utter_bye', 'action_query_knowledge_base'),
    'endpoints.yml': 'action_endpoint:\n  url: http://localhost:5055/webhook\n',
  };
  expect((await linesOf(bot)).filter((line) => line.includes('SLOT_UNUSED'))).toEqual([]);
});

test('what the code of a bot names is used', async () => {
  const bot = {
    ...files,
    'domain.yml': domain.replace(
      'responses:',
      'actions: [action_look]\nresponses:\n  utter_found: [{text: Found}]\n  utter_lost: [{text: Lost}]',
    ),
    'data/rules.yml': rules
      .replace('utter_bye', 'action_look')
      .replace('- action: action_look', '- action: action_look\n  - action: utter_bye'),
    'endpoints.yml': 'action_endpoint:\n  url: http://localhost:5055/webhook\n',
    'actions/actions.py': 'dispatcher.utter_message(response="utter_found")\n',
  };
  const found = await linesOf(bot);
  expect(found.filter((line) => line.includes('RESPONSE_UNUSED'))).toEqual([expect.stringContaining('"utter_lost"')]);
});

test.each([
  [
    'credentials.yml',
    'rest:\ntelegramm:\n  token: x\n',
    '2:1: error: .*Did you mean "telegram".*CREDENTIALS_CHANNEL_UNKNOWN',
  ],
  ['credentials.yml', 'facebook:\n  verify: x\n', '1:1: warning: .*CREDENTIALS_CHANNEL_UNKNOWN'],
  ['credentials.yml', `telegram:\n  access_token: \${TOKEN}\n`, '2:17: warning: .*CONFIG_VARIABLE_MISSING'],
  [
    'endpoints.yml',
    'action_endpont:\n  url: http://localhost:5055\n',
    '1:1: warning: .*Did you mean "action_endpoint".*ENDPOINTS_KEY_UNKNOWN',
  ],
  ['endpoints.yml', 'action_endpoint:\n  url: localhost:5055\n', '2:3: error: .*ENDPOINT_INVALID'],
  ['data/old.md', '## intent:greet\n- hello\n', '1: warning: .*FILE_IGNORED'],
])('%s with %j', async (file, text, expected) => {
  expect(await linesOf({ ...files, [file]: text })).toContainEqual(
    expect.stringMatching(new RegExp(`^${file}:${expected}\\]$`)),
  );
});

// rasa/cli/initial_project/credentials.yml has it, so every project does.
test('the entry for Rasa X in credentials.yml is not worth a word', async () => {
  const credentials = 'rest:\nrasa:\n  url: http://localhost:5002/api\n';
  expect(await linesOf({ ...files, 'credentials.yml': credentials })).toEqual([]);
});

test('a response for a channel whose name is misspelt', async () => {
  const bot = { ...files, 'domain.yml': domain.replace('[{text: Hi!}]', '[{text: Hi!}, {text: Yo!, channel: slak}]') };
  expect(await linesOf(bot)).toEqual([
    expect.stringMatching(/^domain\.yml:3:30: warning: .*Did you mean "slack"\?.*\[RESPONSE_CHANNEL_UNKNOWN\]$/),
  ]);
});

const stories = (...told: readonly string[]) => `stories:\n${told.join('')}`;
const story = (name: string, ...steps: readonly string[]) =>
  `- story: ${name}\n  steps:\n${steps.map((step) => `  - ${step}\n`).join('')}`;

test('stories that go on differently after the same history', async () => {
  const told = stories(
    story('one', 'intent: bye', 'action: utter_bye', 'intent: greet', 'action: utter_greet'),
    story('other', 'intent: bye', 'action: utter_bye', 'intent: greet', 'action: utter_bye'),
  );
  const bot = { 'domain.yml': domain, 'data/nlu.yml': nlu, 'data/stories.yml': told };
  expect(await linesOf(bot)).toEqual([
    expect.stringMatching(
      /^data\/stories\.yml:13:5: warning: After the intent "greet" story "other" goes on with "utter_bye", but story "one" \(data\/stories\.yml:7:5\), the same so far, with "utter_greet"\..*\[STORY_CONFLICT\]$/,
    ),
  ]);
});

test('--max-history forgets what tells stories apart', async () => {
  const told = stories(
    story('one', 'intent: greet', 'action: utter_greet', 'intent: greet', 'action: utter_greet'),
    story('other', 'intent: bye', 'action: utter_greet', 'intent: greet', 'action: utter_bye'),
  );
  const bot = { 'domain.yml': domain, 'data/nlu.yml': nlu, 'data/stories.yml': told };
  expect(await linesOf(bot, { maxHistory: 6 })).toEqual([]);
  expect((await linesOf(bot, { maxHistory: 1 })).join()).toContain('[STORY_CONFLICT]');
});

test('a checkpoint that no story reaches is reported once', async () => {
  const told = stories(story('lost', 'checkpoint: nowhere', 'intent: greet', 'action: utter_greet'));
  const found = await linesOf({ 'domain.yml': domain, 'data/nlu.yml': nlu, 'data/stories.yml': told });
  expect(found.filter((line) => line.includes('nowhere'))).toEqual([
    expect.stringMatching(/^data\/stories\.yml:4:5: error: .*\[CHECKPOINT_UNDEFINED\]$/),
  ]);
});

test('a story behind a checkpoint whose slot is never so', async () => {
  const told = stories(
    story('first', 'intent: greet', 'action: utter_greet', 'checkpoint: greeted'),
    story('never', 'checkpoint: greeted\n    slot_was_set:\n    - vip: true', 'intent: bye', 'action: utter_bye'),
  );
  const bot = {
    'domain.yml': `${domain}slots:\n  vip: {type: bool, mappings: [{type: custom}]}\n`,
    'data/nlu.yml': nlu,
    'data/stories.yml': told,
  };
  expect((await linesOf(bot)).join('\n')).toMatch(/stories\.yml:7:3: warning: .*\[STORY_UNREACHABLE\]/);
});

test('a story against a rule', async () => {
  const told = stories(story('rude', 'intent: greet', 'action: utter_bye'));
  expect((await linesOf({ ...files, 'data/stories.yml': told })).join()).toContain('[RULE_CONTRADICTS]');
});
