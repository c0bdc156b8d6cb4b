/** Reads a project and trains its policies in a process of its own. */
import { fingerprintOf, loadBot } from '../../../core/bot/load-bot.js';
import { parleyVersion } from '../../../core/bot/package-root.js';
import { trainModel } from '../../../core/model/train.js';
import { presets } from '../../../presets.js';
import { answerTask } from '../task.js';

/** What training policies took. */
export interface PoliciesResult {
  /** Reading all files, the YAML parser included. */
  readonly readSeconds: number;
  readonly trainSeconds: number;
  /** The most memory that the process ever held, in bytes. */
  readonly peak: number;
}

async function measure(folder: string): Promise<PoliciesResult> {
  const begun = performance.now();
  const bot = await loadBot(folder, presets);
  const read = performance.now();
  const { project, recipe, components, policies } = bot;
  const data = { ...project.data, nlu: { ...project.data.nlu, examples: [] } };
  await trainModel(
    { ...project, data },
    {
      recipe,
      components,
      policies,
      fingerprint: fingerprintOf(bot),
      version: parleyVersion,
      signal: new AbortController().signal,
      progress: () => undefined,
      warn: () => undefined,
    },
  );
  const trained = performance.now();
  return {
    readSeconds: (read - begun) / 1000,
    trainSeconds: (trained - read) / 1000,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

answerTask<string, PoliciesResult>(measure);
