import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Action } from '../actions/action.js';
import { ParleyError } from '../errors.js';
import type { Fingerprint, Setting } from '../model/manifest.js';
import type { ModelRecipe } from '../model/train.js';
import type { Component } from '../nlu/component.js';
import { outsideOf } from '../nlu/outside.js';
import type { BotDefinition, Pack } from '../pack.js';
import type { Policy } from '../policies/policy.js';
import { translateRasaPolicies } from '../policies/rasa-names.js';
import { leaveOutUnknownSettings } from '../policies/rasa-settings.js';
import type { ConfigPart } from '../project/bot-config.js';
import type { ProjectFolder } from '../project/files.js';
import { fingerprint } from '../project/fingerprint.js';
import { type Project, readProject } from '../project/project.js';
import { loadDefinition } from './load-definition.js';
import { locateBot } from './locate.js';
import { parleyVersion } from './package-root.js';
import type { Presets } from './presets.js';
import { withoutPython } from './python-parts.js';

/** A bot as its files say it, with what Parley adds; nothing of it runs yet. */
export interface LoadedBot {
  readonly folder: string;
  /** The file that names its channels; it need not be there. */
  readonly credentials: string;
  /** The file that names the servers that it works with; it need not be there. */
  readonly endpoints: string;
  readonly definition: BotDefinition;
  readonly project: Project;
  readonly recipe: ModelRecipe;
  /** What the names of another system in its config were taken for. */
  readonly notes: readonly string[];
  /** What its config asks for and does not get. */
  readonly warnings: readonly string[];
  readonly components: readonly Component[];
  readonly policies: readonly Policy[];
  /** The bot's own actions win over those of its packs, and these over the built-in ones. */
  readonly actions: readonly Action[];
  readonly presets: Presets;
}

/** Where a bot's YAML is when it is not where Rasa usually has it; paths are relative to the current folder. */
export interface BotPaths {
  readonly config?: string | undefined;
  readonly domain?: readonly string[] | undefined;
  readonly data?: readonly string[] | undefined;
  /** Default: `credentials.yml` and `endpoints.yml` in the bot's folder. */
  readonly credentials?: string | undefined;
  readonly endpoints?: string | undefined;
  /** A model is there already, so the folder need not hold what one is trained from. */
  readonly trained?: boolean | undefined;
  /** The YAML of the bot's packs is left out; their code stays. */
  readonly withoutPacks?: boolean | undefined;
}

/** Reads everything a bot's folder says. Mistakes in its YAML are in `project.problems`. */
export async function loadBot(given: string | undefined, presets: Presets, paths: BotPaths = {}): Promise<LoadedBot> {
  const folder = paths.trained ? resolve(given ?? '.') : locateBot(given);
  const definition = await loadDefinition(folder);
  const packs = definition.packs ?? [];
  const folders = [...new Set([folder, ...packs.map((pack) => pack.folder)])];
  const project = await readProject(
    (paths.withoutPacks ? [folder] : folders).map((one) =>
      one === folder ? projectAt(folder, paths) : { folder: one },
    ),
  );
  const components = [...(definition.components ?? []), ...presets.components].map(
    (component) => component.inFolder?.(folder) ?? component,
  );
  const knownPolicies = [...(definition.policies ?? []), ...presets.policies];
  const written = project.config?.pipeline?.map(toSetting) ?? presets.pipeline;
  const language = project.config?.language ?? 'en';
  const translated = presets.translatePipeline(written, { components, folder, language });
  const pipeline = withoutPython(translated, components, 'component');
  const named = translateRasaPolicies(
    project.config?.policies?.map(toSetting) ?? presets.defaultPolicies,
    knownPolicies,
  );
  const policies = leaveOutUnknownSettings(withoutPython(named, knownPolicies, 'policy'));
  return {
    folder,
    credentials: fileOf(folder, 'credentials', paths.credentials),
    endpoints: fileOf(folder, 'endpoints', paths.endpoints),
    definition,
    project,
    recipe: recipeOf(project, pipeline.entries, policies.entries, presets),
    notes: [...pipeline.notes, ...policies.notes],
    warnings: [...pipeline.warnings, ...policies.warnings],
    components,
    policies: knownPolicies,
    actions: uniqueActions(definition, packs, presets),
    presets,
  };
}

/** What the bot's model is made from; when this has not changed, training again would make the same model. */
export function fingerprintOf({ project, recipe, components }: LoadedBot, augmentation?: number): Fingerprint {
  const { nlu, dialogue, responses } = project.fingerprints;
  const outside = outsideOf(recipe.pipeline, components);
  return { config: fingerprint(recipe, parleyVersion, augmentation, outside), nlu, dialogue, responses };
}

/** The file that was asked for, else the one in the folder, whichever way its name ends. */
export function fileOf(folder: string, name: 'credentials' | 'endpoints', given?: string): string {
  if (given !== undefined) {
    if (!existsSync(given)) throw new ParleyError('FILE_NOT_FOUND', { path: given });
    return resolve(given);
  }
  const yaml = join(folder, `${name}.yaml`);
  return existsSync(yaml) ? yaml : join(folder, `${name}.yml`);
}

function projectAt(folder: string, { config, domain, data }: BotPaths): ProjectFolder {
  const absolute = (path: string) => resolve(path);
  return {
    folder,
    ...(config === undefined ? {} : { config: absolute(config) }),
    ...(domain === undefined ? {} : { domain: domain.map(absolute) }),
    ...(data === undefined ? {} : { data: data.map(absolute) }),
  };
}

function recipeOf(
  { config }: Project,
  pipeline: readonly Setting[],
  policies: readonly Setting[],
  { languageDetection }: Presets,
): ModelRecipe {
  const additionalLanguages = config?.additionalLanguages ?? [];
  return {
    language: config?.language ?? 'en',
    ...(additionalLanguages.length > 0 ? { additionalLanguages, languageDetection } : {}),
    assistantId: config?.assistantId,
    pipeline,
    policies,
  };
}

const toSetting = ({ name, options }: ConfigPart): Setting => ({ ...options, name });

function uniqueActions(definition: BotDefinition, packs: readonly Pack[], presets: Presets): Action[] {
  const all = [...(definition.actions ?? []), ...packs.flatMap((pack) => pack.actions ?? []), ...presets.actions];
  const byName = new Map<string, Action>();
  for (const action of all) if (!byName.has(action.name)) byName.set(action.name, action);
  return [...byName.values()];
}
