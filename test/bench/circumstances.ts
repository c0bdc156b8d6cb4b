import { cpus, totalmem } from 'node:os';
import { parleyVersion } from '../../core/bot/package-root.js';
import type { Circumstances } from './figures.js';

/** This machine, today. */
export function circumstancesNow(): Circumstances {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${memory} GB`,
    node: process.versions.node,
    parley: parleyVersion,
  };
}
