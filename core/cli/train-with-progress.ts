import { relative } from 'node:path';
import pc from 'picocolors';
import { type EnsuredModel, type EnsureModelOptions, ensureModel } from '../bot/ensure-model.js';
import type { LoadedBot } from '../bot/load-bot.js';
import { createProgress } from './progress.js';

/** What parts of a model say of themselves: `IntentClassifier: examples 412, accuracy 0.94, calibration error 0.02`. */
function reportsOf({ archive: { manifest }, learned = [] }: EnsuredModel): string[] {
  const reports = learned.flatMap((folder) => {
    const figures = Object.entries(manifest.parts[folder]?.metrics ?? {});
    const said = figures.map(([metric, value]) => `${metric.replaceAll('_', ' ')} ${value}`);
    return said.length === 0 ? [] : [`  ${nameOf(folder)}: ${said.join(', ')}`];
  });
  if (learned.length === Object.keys(manifest.parts).length) return reports;
  if (learned.length === 0) return ['  no part had to learn anew, all were taken over from the last model'];
  return [`  learned anew: ${learned.map(nameOf).join(', ')}; the rest was taken over from the last model`, ...reports];
}

/** `nlu.es/2.IntentClassifier` is IntentClassifier (es). */
function nameOf(folder: string): string {
  const [, language, name = folder] = /^[^./]+(?:\.([^/]+))?\/\d+\.(.+)$/.exec(folder) ?? [];
  return language ? `${name} (${language})` : name;
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
    for (const line of reportsOf(model)) progress.done(pc.dim(line));
  }
  return model;
}
