#!/usr/bin/env node
import { runCli } from './core/index.js';
import { presets } from './presets.js';

// Whoever reads what is written may have read enough, as `head` does; a command then ends, and has not failed.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// No top-level await: a bot's own code may `require` Parley, which Node.js refuses while this file is still waiting.
void runCli(process.argv.slice(2), presets).then((code) => {
  process.exitCode = code;
});
