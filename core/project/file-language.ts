import { relative, resolve, sep } from 'node:path';
import { sameLanguage } from '../nlu/languages.js';
import { infoAt, type Problem } from './problem.js';
import { expectText, readKey } from './yaml-expect.js';
import type { YamlMap } from './yaml-tree.js';

/** The languages of a bot, as IETF tags. */
export interface BotLanguages {
  readonly own: string;
  readonly additional: readonly string[];
}

/** A file's language where it is a further one of the bot, `undefined` where it is the bot's own, `null` where it is none. */
export type FileLanguage = string | undefined | null;

/**
 * The language of a data or domain file: what its `language:` says, else the innermost folder that is named like one of
 * the bot's further languages, as `data/es/nlu.yml`. Without further languages every file is in the bot's own unless it
 * says otherwise itself.
 */
export function languageOfFile(
  file: string,
  root: YamlMap,
  folder: string,
  { own, additional }: BotLanguages,
  problems: Problem[],
): FileLanguage {
  const written = readKey(root, 'language', 'The file', expectText, problems);
  if (written !== undefined) {
    if (sameLanguage(written, own)) return undefined;
    const known = additional.find((language) => sameLanguage(language, written));
    const place = root.entries.get('language')?.keyPlace ?? root.place;
    if (known === undefined) problems.push(infoAt(place, 'LANGUAGE_UNKNOWN', { language: written }));
    return known ?? null;
  }
  const folders = relative(resolve(folder), resolve(file)).split(sep).slice(0, -1).reverse();
  for (const name of folders) {
    const known = additional.find((language) => sameLanguage(language, name));
    if (known !== undefined) return known;
  }
  return undefined;
}
