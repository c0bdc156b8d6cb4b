#!/usr/bin/env node
import { rest } from './channels/rest/index.js';
import { createTerminal } from './channels/terminal/index.js';
import { socketio, web } from './channels/web/index.js';
import { builtInPolicies, type Presets, runCli } from './core/index.js';
import { builtInComponents, defaultPipeline } from './models/index.js';

/** What a bot gets without asking for it. */
export const presets: Presets = {
  components: builtInComponents,
  pipeline: defaultPipeline,
  policies: builtInPolicies,
  channels: [rest, web, socketio],
  openChannels: ['rest', 'web'],
  terminal: () => createTerminal(),
  actions: [],
};

// No top-level await: a bot's own code may `require` Parley, which Node.js refuses while this file is still waiting.
runCli(process.argv.slice(2), presets).then((code) => {
  process.exitCode = code;
});
