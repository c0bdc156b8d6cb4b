/** The rows of the error table that speak about conversation tests. */
export const testingTexts = {
  TEST_ASSERTION_UNKNOWN: {
    status: 500,
    message: 'An assertion cannot have the key "{key}" here.',
    remedy: 'An assertion is one of: {known}. Those about flows and generated answers are Rasa Pro’s alone.',
  },
  TEST_EXAMPLES_FEW: {
    status: 500,
    message: 'No intent has two different examples, so none can be held out.',
    remedy: 'Write more examples, or name a file of held-out ones with --nlu.',
  },
  TEST_EXAMPLES_NONE: {
    status: 500,
    message: 'There are no NLU examples in {path}.',
    remedy: 'Name a file or folder with examples below `nlu:` with --nlu.',
  },
  TEST_FIXTURE_UNKNOWN: {
    status: 500,
    message: '{what} names the fixture "{name}", which the file does not have.',
    remedy: 'Write it under `fixtures` of the same file. There are: {known}.',
  },
  TEST_LANGUAGE_UNKNOWN: {
    status: 500,
    message: 'The bot has no examples in "{language}".',
    remedy: 'Name one of its languages: {known}.',
  },
  TEST_METADATA_UNKNOWN: {
    status: 500,
    message: '{what} names the metadata "{name}", which the file does not have.',
    remedy: 'Write it under `metadata` of the same file. There are: {known}.',
  },
  TEST_MOMENT_INVALID: {
    status: 500,
    message: '{what} is no moment in time.',
    remedy: 'Write it in ISO 8601 with its offset, as in 2026-03-02T10:00:00-05:00.',
  },
  TEST_PATTERN_INVALID: {
    status: 500,
    message: 'The regular expression "{pattern}" cannot be read: {reason}.',
    remedy: 'Mend it; put a backslash before a sign that stands for itself.',
  },
  TEST_STEP_UNKNOWN: {
    status: 500,
    message: 'A test step cannot have the key "{key}" here.',
    remedy: 'Known are: {known}.',
  },
  TEST_STORY_FAILED: {
    status: 500,
    message: 'The test story "{name}" ({file}) was predicted otherwise:\n\n{story}\n',
    remedy: 'Mend the bot or the story, then test again; without --fail-on-prediction-errors all stories are held.',
  },
} as const;
