/** The rows of the error table that speak about servers that a bot calls: of actions, of responses. */
export const remoteTexts = {
  ACTION_ANSWER_INVALID: {
    status: 502,
    message: 'The action server answered the call of "{action}" with something that is no answer: {reason}.',
    remedy: 'It has to be {"events": […], "responses": […]}, as rasa-sdk makes it; nothing of it was taken.',
  },
  ACTION_NOT_SERVED: {
    status: 500,
    message: 'Nothing runs the action "{action}", which the domain names.',
    remedy: 'Name the action server under `action_endpoint` in endpoints.yml, or define the action in TypeScript.',
  },
  ACTION_ON_SERVER_FAILED: {
    status: 502,
    message: 'The action "{action}" failed on the action server, status {status}: {reason}',
    remedy: 'The log of the action server says more; the conversation went on without the events of the action.',
  },
  ACTION_ON_SERVER_UNKNOWN: {
    status: 502,
    message: 'The action server does not know the action "{action}": {reason}',
    remedy: 'Register the action there, or correct its name in the domain.',
  },
  ENDPOINT_ANSWER_TOO_LARGE: {
    status: 502,
    message: 'The {what} at {url} answered with more than {limit} bytes.',
    remedy: 'Answer with less; links take the place of large files.',
  },
  ENDPOINT_CERTIFICATE_MISSING: {
    status: 500,
    message: 'There is no file {path}, which `cafile` of `{endpoint}` names.',
    remedy: "Correct the path; it is relative to where the bot is started, or to the bot's folder.",
  },
  ENDPOINT_INVALID: {
    status: 500,
    message: '`{endpoint}` of endpoints.yml is not valid: {reason}.',
    remedy: 'Correct it; docs/actions.md lists the settings.',
  },
  ENDPOINT_PAUSED: {
    status: 503,
    message: 'The {what} at {url} is not called for {seconds} s, because it failed {failures} times in a row.',
    remedy: 'See that it runs and answers in time; it is tried again by itself.',
  },
  ENDPOINT_TIMEOUT: {
    status: 504,
    message: 'The {what} at {url} did not answer within {seconds} s.',
    remedy: 'Make it faster, or raise `timeout` of `{endpoint}` in endpoints.yml.',
  },
  ENDPOINT_UNREACHABLE: {
    status: 502,
    message: 'The {what} at {url} could not be reached: {reason}.',
    remedy: 'Start it, or correct `url` of `{endpoint}` in endpoints.yml.',
  },
  NLG_ANSWER_INVALID: {
    status: 502,
    message: 'The NLG server gave no response "{response}": {reason}.',
    remedy: 'It has to answer 200 with {"text": "…"} and, if wanted, buttons, image, elements, attachment, custom.',
  },
} as const;
