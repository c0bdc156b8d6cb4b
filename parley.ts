#!/usr/bin/env node
import { runCli } from './core/index.js';
import { presets } from './presets.js';

// No top-level await: a bot's own code may `require` Parley, which Node.js refuses while this file is still waiting.
void runCli(process.argv.slice(2), presets).then((code) => {
  process.exitCode = code;
});
