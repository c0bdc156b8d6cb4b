import type { Domain } from '../domain/domain.js';
import { fingerprint } from '../project/fingerprint.js';
import type { NluData } from '../training-data/training-data.js';

/** What a pipeline can learn from, each source with a hash of its content. */
export interface LearningSources {
  /** Hash of a source: `text`, `gold.intent`, `gold.entities`, or a part of what `watch` hands out, such as `data.regexes`. */
  hashOf(source: string): string;
  /** Data and domain that note in `read` which of their parts were looked at. */
  watch(read: Set<string>): { readonly data: NluData; readonly domain: Domain | undefined };
}

/** The sources of one pipeline. Hashes are taken when they are asked for, and once. */
export function learningSources(
  data: NluData,
  domain: Domain | undefined,
  { language, seed }: { readonly language: string; readonly seed: number },
): LearningSources {
  const hashes = new Map<string, string>();
  const { examples } = data;

  function contentOf(source: string): unknown[] {
    if (source === 'text')
      return [language, seed, examples.map(({ text, language: own }) => (own ? [text, own] : text))];
    if (source === 'gold.intent') return [examples.map(({ intent }) => intent)];
    if (source === 'gold.entities') return [examples.map(({ entities }) => entities)];
    const [owner, key = ''] = source.split('.');
    if (owner === 'data') return [data[key as keyof NluData]];
    // Whether a domain says something at all is part of what it says.
    return domain ? [Object.keys(domain), domain[key as keyof Domain]] : [];
  }

  return {
    hashOf(source) {
      const known = hashes.get(source);
      if (known !== undefined) return known;
      const hash = fingerprint(...contentOf(source));
      hashes.set(source, hash);
      return hash;
    },
    watch: (read) => ({
      data: watched(data, (key) => read.add(`data.${key}`)),
      domain: domain && watched(domain, (key) => read.add(`domain.${key}`)),
    }),
  };
}

/** The same object, telling each of its keys that is read. */
export function watched<Value extends object>(value: Value, tell: (key: string) => void): Value {
  const getters = Object.entries(value).map(([key, content]) => {
    const get = (): unknown => {
      tell(key);
      return content;
    };
    return [key, { enumerable: true, get }] as const;
  });
  return Object.defineProperties({}, Object.fromEntries(getters)) as Value;
}
