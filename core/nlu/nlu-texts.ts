const badConfig = (message: string, remedy: string) => ({ status: 400, message, remedy });

/** The rows of the error table that speak about the NLU pipeline. */
export const nluTexts = {
  NLU_COMPONENT_DUPLICATE: badConfig(
    'Two NLU components are named "{component}".',
    'Rename one of them; bot.ts may not add a component under the name of a built-in one.',
  ),
  NLU_COMPONENT_MISPLACED: badConfig(
    'Component {index} of the pipeline, "{component}", reads {field}, which nothing before it makes.',
    '{hint}',
  ),
  NLU_COMPONENT_UNKNOWN: badConfig(
    'There is no NLU component "{component}". {nearest}',
    'Correct `pipeline` in config.yml. The components are: {known}.',
  ),
  NLU_MODEL_MISMATCH: badConfig(
    'The trained NLU model does not fit the pipeline of config.yml: {reason}.',
    'Train all of it again with `parley train --force`.',
  ),
  NLU_NO_EXAMPLES: badConfig(
    'Component "{component}" has nothing to learn from: {reason}.',
    'Add examples under `nlu:` in the training data, or take the component out of `pipeline` in config.yml.',
  ),
  NLU_PATTERN_INVALID: badConfig(
    'The regular expression "{name}" is not valid: {reason}.',
    'Correct its pattern; what Python 3.10 and JavaScript both know is understood.',
  ),
  NLU_SETTING_INVALID: badConfig(
    'The settings of the NLU component "{component}" are not valid: {problems}.',
    'Correct them under `pipeline` in config.yml. Its settings are: {known}.',
  ),
} as const;
