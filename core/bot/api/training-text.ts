import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isScalar, parseDocument } from 'yaml';
import { ParleyError } from '../../errors.js';

const configKeys = [
  'recipe',
  'language',
  'additional_languages',
  'assistant_id',
  'pipeline',
  'policies',
  'importers',
  'spaces',
];
const sharedKeys = ['version'];

/** The files that a text with all of a bot was written to. */
export interface TrainingFiles {
  readonly config: string;
  /** Domain, examples, stories and rules. */
  readonly data: string;
}

/**
 * Writes a text that holds all of a bot, as `POST /model/train` takes it, as the two files that a project has. In each of
 * them the lines of the other are empty, so that a mistake is found at the line where the caller wrote it.
 *
 * @throws ParleyError TRAINING_DATA_INVALID
 */
export async function writeTrainingFiles(folder: string, yaml: string): Promise<TrainingFiles> {
  const document = parseDocument(yaml, { prettyErrors: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new ParleyError('TRAINING_DATA_INVALID', { problems: error.message }, { cause: error });
  const { contents } = document;
  if (!isMap(contents)) {
    throw new ParleyError('TRAINING_DATA_INVALID', {
      problems: 'it is no map with keys such as "nlu" and "pipeline".',
    });
  }
  const pairs = contents.items.flatMap(({ key }) => (isScalar(key) && key.range ? [{ key, at: key.range[0] }] : []));
  const keep = (belongs: (key: string) => boolean): string => {
    let text = '';
    for (const [index, { key, at }] of pairs.entries()) {
      const from = index === 0 ? 0 : at;
      const part = yaml.slice(from, pairs[index + 1]?.at);
      text += belongs(String(key.value)) ? part : part.replace(/[^\n]+/g, '');
    }
    return text;
  };
  const isConfig = (key: string) => configKeys.includes(key);
  const isForConfig = (key: string) => isConfig(key) || sharedKeys.includes(key);
  const isForData = (key: string) => !isConfig(key);
  const files = { config: join(folder, 'config.yml'), data: join(folder, 'data.yml') };
  await mkdir(folder, { recursive: true });
  // In JSON, several keys may share a line.
  const write = contents.flow ? (belongs: (key: string) => boolean) => picked(document.toJS(), belongs) : keep;
  await writeFile(files.config, write(isForConfig));
  await writeFile(files.data, write(isForData));
  return files;
}

const picked = (all: object, belongs: (key: string) => boolean): string =>
  JSON.stringify(Object.fromEntries(Object.entries(all).filter(([key]) => belongs(key))));
