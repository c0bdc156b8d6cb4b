import { finding } from './finding.js';

/** What can be wrong with config.yml, credentials.yml and endpoints.yml. */
export const configCheckTexts = {
  CONFIG_CLASS_FOREIGN: finding(
    'The class "{name}" of the project is written in Python, which is not run here.',
    'Bring a component or policy of this name in bot.ts, or take the entry out.',
    'The bot is trained without it.',
  ),
  CONFIG_COMPONENT_TWICE: finding(
    'The pipeline has two tokenizers, "{component}" and "{other}".',
    'Keep one of them.',
    'The second replaces the words of the first, and what was made of them no longer fits.',
  ),
  CONFIG_COMPONENT_UNKNOWN: finding(
    'There is no NLU component "{component}".',
    '{hint} The components are: {known}; and those of Rasa 3.',
    'The bot cannot be trained.',
  ),
  CONFIG_ENTITIES_IDLE: finding(
    'Examples mark entities, but no component of the pipeline finds any.',
    'Add an extractor such as `- name: DIETClassifier` to `pipeline`.',
    'The slots that entities fill stay empty.',
  ),
  CONFIG_KEY_UNKNOWN: finding(
    'config.yml has no key "{key}".',
    '{hint} Known keys: {known}.',
    'What stands below it has no effect.',
  ),
  CONFIG_NOTE: finding(
    '{note}',
    'Nothing has to be done; write the names of Parley to be rid of this note.',
    'The part of Rasa runs as something else here.',
  ),
  CONFIG_PART_IDLE: finding('{warning}', 'Correct it, or take it out.', 'The bot is trained without it.'),
  CONFIG_POLICY_PRIORITY: finding(
    'The policies "{policy}" and "{other}" have the same priority {priority}.',
    'Give one of them another `priority`.',
    'Which of two policies that are equally sure wins is left to their order.',
  ),
  CONFIG_POLICY_UNKNOWN: finding(
    'There is no policy "{policy}".',
    '{hint} The policies are: {known}; and those of Rasa 3.',
    'The bot cannot be trained.',
  ),
  CONFIG_RECIPE_UNKNOWN: finding(
    'There is no recipe "{recipe}".',
    '{hint} Write `recipe: {known}`, which lists components and policies, or leave the line out.',
    'The bot cannot be trained.',
  ),
  CONFIG_RULES_IDLE: finding(
    'There are {what}, but config.yml has no RulePolicy.',
    'Add `- name: RulePolicy` to `policies`.',
    'Rules are not followed, and forms do not ask, without it.',
  ),
  CONFIG_SETTING: finding(
    'The settings of "{name}" are not valid: {problems}.',
    'Correct them. Its settings are: {known}.',
    'The bot cannot be trained.',
  ),
  CREDENTIALS_CHANNEL_UNKNOWN: finding(
    'credentials.yml names the channel "{channel}", which is not there.',
    '{hint} The channels are: {known}. Others are added in bot.ts.',
    'Nobody can talk to the bot there.',
  ),
  CREDENTIALS_SETTING: finding(
    'The settings of the channel "{channel}" are not valid: {problems}.',
    'Correct them; docs/channels.md lists the settings.',
    'The channel does not open.',
  ),
  ENDPOINTS_KEY_UNKNOWN: finding(
    'endpoints.yml has no key "{key}".',
    '{hint} Known keys: {known}.',
    'What stands below it has no effect.',
  ),
  FILE_IGNORED: finding(
    'The file {path} is not read: training data is YAML.',
    'Convert it to YAML, or move it out of the data folder.',
    'What it holds is not learned.',
  ),
} as const;
