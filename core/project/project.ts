import { dirname, resolve } from 'node:path';
import type { Domain } from '../domain/domain.js';
import type { DomainPart } from '../domain/domain-part.js';
import { withLanguageSlot } from '../domain/language-slot.js';
import { mergeDomain } from '../domain/merge-domain.js';
import { domainKeys, readDomainPart } from '../domain/read-domain.js';
import { withEndToEndActions } from '../policies/end-to-end.js';
import type { DataPart, NluPart } from '../training-data/data-part.js';
import { mergeData } from '../training-data/merge-data.js';
import { readNlu } from '../training-data/read-nlu.js';
import { readRules, readStories } from '../training-data/read-stories.js';
import type { TrainingData } from '../training-data/training-data.js';
import { type BotConfig, readBotConfig } from './bot-config.js';
import type { Environment } from './config-file.js';
import { type BotLanguages, languageOfFile } from './file-language.js';
import { displayPath, findConfig, findFiles, type ProjectFolder } from './files.js';
import { fingerprint } from './fingerprint.js';
import { errorAt, type Problem, sortProblems, warningAt } from './problem.js';
import { readText } from './read-text.js';
import { parseYaml } from './yaml.js';
import { expectMap, noteUnknownKeys } from './yaml-expect.js';
import type { YamlMap } from './yaml-tree.js';

/** All that the files of a bot say, and all that is wrong with them as files. */
export interface Project {
  readonly domain: Domain;
  readonly data: TrainingData;
  /** The config of the first folder that has one. */
  readonly config: BotConfig | undefined;
  /** The files read, in order. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
  readonly fingerprints: Fingerprints;
}

/** SHA-256 of what each part of a model is trained from: when they are as they were, the part need not be trained. */
interface Fingerprints {
  readonly nlu: string;
  /** Stories, rules and the domain with the names of its responses. */
  readonly dialogue: string;
  /** What the responses say, which response selectors learn from. */
  readonly responses: string;
  readonly config: string;
}

const dataKeys = ['nlu', 'stories', 'rules'] as const;
const topLevelKeys = ['version', 'language', ...domainKeys, ...dataKeys];

/**
 * Reads a bot: the Rasa project in each folder, merged. Any file may hold any of the top-level keys. Never throws for
 * what a file says: every mistake is in `problems`, so that all of them are seen at once.
 *
 * @example
 * const project = await readProject([{ folder: 'my-bot' }]);
 * throwProblems([...project.problems, ...validateProject(project)]);
 */
export async function readProject(
  folders: readonly ProjectFolder[],
  environment: Environment = process.env,
): Promise<Project> {
  const problems: Problem[] = [];
  const files: string[] = [];
  const folderOf = new Map<string, string>();
  const domainParts: DomainPart[] = [];
  const dataParts: DataPart[] = [];
  const configFile = await findFirstConfig(folders);
  const config = configFile && (await readBotConfig(configFile.path, environment, problems));
  const languages = { own: config?.language ?? 'en', additional: config?.additionalLanguages ?? [] };
  for (const folder of folders) {
    const found = await findFiles(folder);
    for (const path of found.missing) problems.push(errorAt({ file: path, line: 1 }, 'FILE_NOT_FOUND', { path }));
    for (const file of found.files) {
      if (files.includes(file)) continue;
      files.push(file);
      folderOf.set(file, folder.folder);
      const root = await readProjectFile(file, problems);
      const language = root && languageOfFile(file, root, folder.folder, languages, problems);
      if (!root || language === null) continue;
      domainParts.push({ ...readDomainPart(root, problems), language });
      dataParts.push({ ...(await readDataPart(root, problems)), language });
    }
    if (configFile?.folder === folder) files.push(configFile.path);
  }
  const data = mergeData(dataParts, problems);
  noteSilentLanguages(languages, data, config, problems);
  const merged = mergeDomain(domainParts, problems, (file) => folderOf.get(file) ?? '');
  const spoken = config && languages.additional.length > 0 ? withLanguageSlot(merged, config.place) : merged;
  const domain = withEndToEndActions(spoken, data);
  const fingerprints = fingerprintsOf(domain, data, config);
  return { domain, data, config, files, problems: sortProblems(problems), fingerprints };
}

/** The config of the first folder that has one. */
async function findFirstConfig(
  folders: readonly ProjectFolder[],
): Promise<{ readonly folder: ProjectFolder; readonly path: string } | undefined> {
  for (const folder of folders) {
    const path = await findConfig(folder);
    if (path !== undefined) return { folder, path };
  }
  return undefined;
}

function noteSilentLanguages(
  { additional }: BotLanguages,
  { otherNlu }: TrainingData,
  config: BotConfig | undefined,
  problems: Problem[],
): void {
  for (const language of additional) {
    if (!config || (otherNlu?.get(language)?.examples.length ?? 0) > 0) continue;
    problems.push(warningAt(config.place, 'LANGUAGE_WITHOUT_EXAMPLES', { language }));
  }
}

const readProjectFile = (file: string, problems: Problem[]): Promise<YamlMap | undefined> =>
  readYamlFile(file, topLevelKeys, problems);

async function readYamlFile(file: string, known: readonly string[], problems: Problem[]): Promise<YamlMap | undefined> {
  const text = await readText(file, problems);
  const tree = text === undefined ? undefined : parseYaml(text, file, problems);
  const root = tree && expectMap(tree, 'The file', problems);
  // Rasa reads over them: projects have notes of their own beside the data, and keys of other tools.
  if (root) noteUnknownKeys(root, known, 'The file', problems);
  return root;
}

async function readDataPart(root: YamlMap, problems: Problem[]): Promise<DataPart> {
  const nluEntry = root.entries.get('nlu');
  const stories = root.entries.get('stories');
  const rules = root.entries.get('rules');
  const nlu: NluPart = nluEntry
    ? readNlu(nluEntry.value, problems)
    : { examples: [], synonyms: [], regexes: [], lookups: [], lookupFiles: [] };
  await readLookupFiles(nlu, problems);
  return {
    nlu,
    stories: stories ? readStories(stories.value, problems) : [],
    rules: rules ? readRules(rules.value, problems) : [],
  };
}

async function readLookupFiles(nlu: NluPart, problems: Problem[]): Promise<void> {
  for (const { name, path, place } of nlu.lookupFiles) {
    const inner: Problem[] = [];
    const text = await readText(displayPath(resolve(dirname(place.file), path)), inner);
    if (text === undefined && inner.some(({ code }) => code === 'FILE_UNREADABLE')) {
      problems.push(errorAt(place, 'LOOKUP_FILE_MISSING', { name, path }));
      continue;
    }
    problems.push(...inner);
    const values = (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    nlu.lookups.push({ name, values, place });
  }
}

function fingerprintsOf(domain: Domain, data: TrainingData, config: BotConfig | undefined): Fingerprints {
  const { responses, ...rest } = domain;
  return {
    nlu: data.otherNlu ? fingerprint(data.nlu, data.otherNlu) : fingerprint(data.nlu),
    dialogue: fingerprint(rest, [...responses.keys()], data.stories, data.rules),
    responses: fingerprint(responses),
    config: fingerprint(config),
  };
}
