/** The rows of the error table that speak about plugins. */
export const kernelTexts = {
  PLUGIN_CONFIG_INVALID: {
    status: 500,
    message: 'The settings of "{owner}" are not valid: {problems}.',
    remedy: 'Correct the settings of "{owner}".',
  },
  PLUGIN_CYCLE: {
    status: 500,
    message: 'Plugins need each other in a circle: {circle}.',
    remedy: 'Move what both sides need into a third plugin.',
  },
  PLUGIN_DUPLICATE: {
    status: 500,
    message: 'Two plugins are named "{plugin}".',
    remedy: 'Rename one of them or load it once.',
  },
  PLUGIN_LATE: {
    status: 500,
    message: 'Plugin "{plugin}" called {call} after its setup had ended.',
    remedy: 'Call {call} inside setup, before its promise resolves.',
  },
  PLUGIN_NEEDED: {
    status: 409,
    message: 'Plugin "{plugin}" is needed by {dependants}.',
    remedy: 'Unload {dependants} first, or reload "{plugin}", which restarts them with it.',
  },
  PLUGIN_SERVICE_MISSING: {
    status: 500,
    message: 'Plugin "{plugin}" needs the service "{service}", which is not there. {provider}',
    remedy: 'Load a plugin that lists "{service}" in its `provides`.',
  },
  PLUGIN_SERVICE_TAKEN: {
    status: 500,
    message: 'Plugins "{first}" and "{second}" both provide the service "{service}".',
    remedy: 'Load only one of them, or rename the service.',
  },
  PLUGIN_SERVICE_UNDECLARED: {
    status: 500,
    message: 'Plugin "{plugin}" provides the service "{service}" without listing it in its `provides`.',
    remedy: 'Add "{service}" to `provides`, so that the order of starting can be found.',
  },
  PLUGIN_SERVICE_UNKEPT: {
    status: 500,
    message: 'Plugin "{plugin}" lists the service "{service}" in its `provides`, but its setup did not provide it.',
    remedy: 'Call provide("{service}", value) in setup, or take the name out of `provides`.',
  },
  PLUGIN_SETUP_FAILED: {
    status: 500,
    message: 'Plugin "{plugin}" could not start: {reason}',
    remedy: '{remedy}',
  },
  PLUGIN_SETUP_TIMEOUT: {
    status: 500,
    message: 'Plugin "{plugin}" had not started after {ms} ms.',
    remedy: 'See what its setup waits for, or raise its `setupTimeoutMs`.',
  },
  PLUGIN_STOPPED: {
    status: 500,
    message: 'Plugin "{plugin}" called {call} after it had been stopped.',
    remedy: 'Stop work when the signal of the plugin is aborted.',
  },
  PLUGIN_UNKNOWN: {
    status: 404,
    message: 'There is no plugin named "{plugin}". {nearest}',
    remedy: 'Loaded are: {loaded}.',
  },
} as const;
