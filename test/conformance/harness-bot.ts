import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';
import { ensureModel } from '../../core/bot/ensure-model.js';
import { type LoadedBot, loadBot } from '../../core/bot/load-bot.js';
import type { StoreOpening } from '../../core/bot/open-store.js';
import { type RunningBot, serveBot } from '../../core/bot/serve.js';
import { readSettings } from '../../core/config.js';
import { defineComponent } from '../../core/nlu/component.js';
import { openStore } from '../../core/store/store.js';
import { keepTables } from '../../core/testing/keep-tables.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';
import { listeningLog } from '../kit/log.js';
import type { ConformanceProject, Meaning } from './harness-shape.js';

/** The token of the HTTP API of the bots of this suite. */
export const apiToken = 'conformance-token';

const defaultConfig = `
recipe: default.v1
language: en
assistant_id: conformance
pipeline: []
policies:
- name: RulePolicy
- name: MemoizationPolicy
`;

/**
 * One database for all cases of a test process, emptied between them: opening one costs more than twenty cases. It ends
 * with the process, since the files of this suite share the modules that they import (`isolate` in vitest.config.ts).
 */
export function sharedDatabase() {
  const log = listeningLog();
  let opened: ReturnType<typeof open> | undefined;
  const open = async () => {
    const store = await openStore({ folder: join(inject('runFolder'), String(process.pid)), log });
    return { store, reset: await keepTables(store.dataSource) };
  };
  const shared = () => {
    opened ??= open();
    return opened;
  };
  const opening: StoreOpening = {
    finish: async () => ({ ...(await shared()).store, close: async () => undefined }),
    abandon: async () => undefined,
  };
  return { opening, reset: async () => (await shared()).reset() };
}

/** Writes a project to a folder of its own. */
export async function writeProject(project: ConformanceProject, more: Readonly<Record<string, string>> = {}) {
  const place = temporaryFolder('case');
  const files: Record<string, string> = {
    'config.yml': project.config ?? defaultConfig,
    'credentials.yml': 'rest:\n',
    ...(project.domain === undefined ? {} : { 'domain.yml': project.domain }),
    ...(project.data === undefined ? {} : { 'data/data.yml': project.data }),
    ...project.files,
    ...more,
  };
  for (const [path, text] of Object.entries(files)) {
    const file = join(place.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return place;
}

/** Reads, trains and serves a project, as `parley run` does. */
export async function startProject(
  folder: string,
  project: ConformanceProject,
  store: StoreOpening,
  log: ReturnType<typeof listeningLog>,
): Promise<RunningBot> {
  const loaded = await loadBot(folder, presets);
  const acting = { ...loaded, actions: [...(project.actions ?? []), ...loaded.actions] };
  const bot = project.trains ? acting : withMeanings(acting, project.meanings ?? {});
  const model = await ensureModel(bot, { warn: (warning) => log.warn({}, warning) });
  const environment = { PARLEY_AUTH_TOKEN: apiToken, ...project.environment };
  const settings = readSettings({ port: '0', host: '127.0.0.1' }, environment);
  return serveBot({ bot, model, settings, log, store });
}

/** The bot with an NLU that knows the given texts by heart, and no others. */
function withMeanings(bot: LoadedBot, meanings: Readonly<Record<string, Meaning>>): LoadedBot {
  const byHeart = defineComponent({
    name: 'ByHeart',
    config: z.looseObject({}),
    provides: ['intent', 'entities', 'response_selector'],
    requires: [],
    process(message) {
      const meaning = meanings[message.text] ?? { intent: 'nlu_fallback', confidence: 0.7 };
      const {
        intent,
        confidence = 1,
        ranking = [],
        ...rest
      } = typeof meaning === 'string' ? { intent: meaning } : meaning;
      message.intent = { name: intent, confidence };
      message.ranking = [message.intent, ...ranking];
      message.entities = (rest.entities ?? []).map((mention) => ({ start: 0, end: message.text.length, ...mention }));
      if (rest.response_selector) message.responseSelector = rest.response_selector;
      return undefined;
    },
  });
  const { project } = bot;
  const [intent] = project.domain.intents.keys();
  // Without any example the runtime would have no pipeline; this one is never looked at.
  const example = { text: 'by heart', intent: intent ?? '', entities: [], place: { file: 'by-heart.yml', line: 1 } };
  const examples = project.data.nlu.examples.length > 0 || intent === undefined ? project.data.nlu.examples : [example];
  return {
    ...bot,
    components: [byHeart],
    recipe: { ...bot.recipe, pipeline: [{ name: 'ByHeart' }] },
    project: { ...project, data: { ...project.data, nlu: { ...project.data.nlu, examples } } },
  };
}
