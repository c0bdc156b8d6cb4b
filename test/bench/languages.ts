/**
 * Prints how well the languages of a bot are told apart, and what spelling tolerance gains.
 *
 *   npx tsx test/bench/languages.ts detection domains/tattoo-studio   five folds of its examples
 *   npx tsx test/bench/languages.ts typos banking77 FOLDER [--few 10]  a fifth of the training part, with made typos
 *   npx tsx test/bench/languages.ts typos bot domains/tattoo-studio
 */
import { parseArgs } from 'node:util';
import { type NluExample, readProject, trainPipeline } from '../../core/index.js';
import { builtInComponents } from '../../models/index.js';
import { learnLanguages, rankLanguages } from '../../models/language/language-model.js';
import { randomFrom, shuffle } from '../../models/random.js';
import { readBanking77, readBot } from './nlu-data.js';

const folds = 5;
const seeds = [1, 2, 3];
/** As the core has it: what is less sure stays in the language of the conversation. */
const certain = 0.8;

async function detection(folder: string): Promise<void> {
  const { data, domain } = await readProject([{ folder }]);
  const own = 'en';
  const all = [...data.nlu.examples, ...[...(data.otherNlu?.values() ?? [])].flatMap(({ examples }) => examples)];
  const examples = all.map(({ text, language = own }) => ({ text, language }));
  const responses = [...domain.responses.values()].flat();
  const said = responses.flatMap(({ text, language = own }) => (text ? [{ text, language }] : []));
  const right = new Map<string, { first: number; inside: number; likeliest: number; count: number }>();
  for (let fold = 0; fold < folds; fold++) {
    const model = learnLanguages([...examples.filter((_, at) => at % folds !== fold), ...said], own);
    for (const { text, language } of examples.filter((_, at) => at % folds === fold)) {
      const score = right.get(language) ?? { first: 0, inside: 0, likeliest: 0, count: 0 };
      right.set(language, score);
      const [best] = rankLanguages(text, model, undefined);
      const [next] = rankLanguages(text, model, language);
      score.count += 1;
      score.likeliest += Number(best?.name === language);
      score.first += Number((best && best.confidence >= certain ? best.name : own) === language);
      score.inside += Number((next && next.confidence >= certain ? next.name : language) === language);
    }
  }
  console.log('language  examples  likeliest  as first message  within a conversation');
  for (const [language, { first, inside, likeliest, count }] of right) {
    const share = (hits: number): string => `${((100 * hits) / count).toFixed(1)} %`;
    console.log(`${language}  ${count}  ${share(likeliest)}  ${share(first)}  ${share(inside)}`);
  }
}

async function typos(kind: string, folder: string, few: number | undefined): Promise<void> {
  const { data } = kind === 'bot' ? await readBot(folder) : await readBanking77(folder);
  const { train, test } = splitOf(data.examples, few);
  const pipeline = [{ name: 'WhitespaceTokenizer' }, { name: 'NgramFeatures' }, { name: 'IntentClassifier' }];
  for (const seed of seeds) {
    for (const entries of [pipeline, [{ name: 'Spelling' }, ...pipeline]]) {
      const nlu = await trainPipeline(entries, builtInComponents, { ...data, examples: train }, undefined, { seed });
      const shares: string[] = [];
      for (const share of [0, 0.2, 0.4]) {
        const random = randomFrom(seed + 100);
        let right = 0;
        for (const { text, intent } of test) {
          const result = await nlu.parse(misspell(text, share, random));
          right += Number(result.intent.name === intent.split('/')[0]);
        }
        shares.push(`${100 * share} % of words misspelt: ${((100 * right) / test.length).toFixed(2)} %`);
      }
      console.log(
        `seed ${seed}, ${entries.length > pipeline.length ? 'with' : 'without'} Spelling: ${shares.join(', ')}`,
      );
    }
  }
}

function splitOf(
  examples: readonly NluExample[],
  few: number | undefined,
): { train: NluExample[]; test: NluExample[] } {
  const order = Uint32Array.from(examples, (_, at) => at);
  shuffle(order, randomFrom(7));
  const shuffled = [...order].flatMap((at) => examples[at] ?? []);
  const taken = new Map<string, number>();
  const train = shuffled.filter(({ intent }, at) => {
    if (at % folds === 0) return false;
    taken.set(intent, (taken.get(intent) ?? 0) + 1);
    return few === undefined || (taken.get(intent) ?? 0) <= few;
  });
  return { train, test: shuffled.filter((_, at) => at % folds === 0) };
}

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Makes one slip in a share of the words of four letters and more, never in the first letter. */
function misspell(text: string, share: number, random: () => number): string {
  const pick = (count: number): number => Math.floor(random() * count);
  return text.replace(/[a-z]{4,}/gi, (word) => {
    if (random() >= share) return word;
    const at = 1 + pick(word.length - 2);
    const letter = letters.charAt(pick(letters.length));
    const slips = [
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + letter + word.slice(at + 1),
      word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
    ];
    return slips[pick(slips.length)] ?? word;
  });
}

const { positionals, values } = parseArgs({ allowPositionals: true, options: { few: { type: 'string' } } });
const [what, ...rest] = positionals;
if (what === 'detection') await detection(rest[0] ?? 'domains/tattoo-studio');
else await typos(rest[0] ?? 'bot', rest[1] ?? 'domains/tattoo-studio', values.few ? Number(values.few) : undefined);
