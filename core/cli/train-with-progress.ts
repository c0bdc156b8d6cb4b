import { relative } from 'node:path';
import pc from 'picocolors';
import { type EnsuredModel, type EnsureModelOptions, ensureModel } from '../bot/ensure-model.js';
import type { LoadedBot } from '../bot/load-bot.js';
import type { Manifest } from '../model/manifest.js';
import { createProgress } from './progress.js';

/** What the parts of a model say of themselves: `IntentClassifier: examples 412, accuracy 0.94, calibration error 0.02`. */
function reportsOf({ parts }: Manifest): string[] {
  return Object.entries(parts).flatMap(([folder, { metrics }]) => {
    const figures = Object.entries(metrics).map(([metric, value]) => `${metric.replaceAll('_', ' ')} ${value}`);
    const [, language, name] = /^[^./]+(?:\.([^/]+))?\/\d+\.(.+)$/.exec(folder) ?? [];
    return figures.length === 0 ? [] : [`  ${name}${language ? ` (${language})` : ''}: ${figures.join(', ')}`];
  });
}

/** Makes sure that the bot has a model of its files as they are, with a bar while it is trained. */
export async function trainWithProgress(
  bot: LoadedBot,
  options: Omit<EnsureModelOptions, 'progress' | 'note' | 'warn'> = {},
): Promise<EnsuredModel> {
  const progress = createProgress();
  const model = await ensureModel(bot, {
    ...options,
    progress,
    note: (text) => progress.done(pc.dim(text)),
    warn: (warning) => progress.done(pc.yellow(`! ${warning}`)),
  });
  const { trainingSeconds } = model.archive.manifest;
  if (model.trained) {
    const path = relative(process.cwd(), model.path);
    progress.done(`${pc.green('✓')} trained in ${trainingSeconds.toFixed(1)} s ${pc.dim(path)}`);
    for (const line of reportsOf(model.archive.manifest)) progress.done(pc.dim(line));
  }
  return model;
}
