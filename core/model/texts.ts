/** The rows of the error table that speak about models and what they are trained with. */
export const modelTexts = {
  MODEL_BROKEN: {
    status: 500,
    message: 'The model {path} cannot be read: {reason}.',
    remedy: 'Train again with `parley train`.',
  },
  MODEL_MISSING: {
    status: 409,
    message: 'There is no trained model in {path}.',
    remedy: 'Train one with `parley train`.',
  },
  MODEL_NOT_WRITTEN: {
    status: 500,
    message: 'The model could not be written to {path}: {reason}.',
    remedy: 'Check that the folder may be written to and that the disk has room, then train again.',
  },
  MODEL_OTHER_VERSION: {
    status: 409,
    message: 'The model {path} has format {format}; this version of Parley reads format {expected}.',
    remedy: 'Train again with `parley train`, or run the version of Parley that made it.',
  },
  MODEL_WITHOUT_NLU: {
    status: 409,
    message: 'The model {path} was trained without examples of messages, so there is nothing of it to export.',
    remedy: 'Add examples under `nlu:` in the training data and train again.',
  },
  POLICY_UNKNOWN: {
    status: 500,
    message: 'config.yml names the policy "{name}", which is not there.',
    remedy: 'The policies are: {known}. Others are added in bot.ts.',
  },
} as const;
