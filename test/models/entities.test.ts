import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPipeline, savePipeline, type TrainedPipeline } from '../../core/index.js';
import { BestTags, noSteps, stepBetween } from '../../models/entities/chain.js';
import { Gazetteer } from '../../models/entities/gazetteer.js';
import { insideOf, isBegin, labelOf, outside, spansOf } from '../../models/entities/labels.js';
import { TagOdds } from '../../models/entities/tag-odds.js';
import { englishGroups, narrowGroups } from '../../models/entities/word-groups.js';
import { builtInComponents } from '../../models/index.js';
import { randomFrom } from '../../models/random.js';
import { dataOf, train } from './nlu-fixture.js';

const pipeline = [{ name: 'WhitespaceTokenizer' }, { name: 'EntityExtractor' }];

const found = async (nlu: TrainedPipeline, text: string) =>
  (await nlu.parse(text)).entities.map(({ entity, role, group, value }) =>
    [entity, role, group, value].filter((part) => part !== undefined).join(':'),
  );

const toppings = ['cheese', 'ham', 'olives', 'mushrooms', 'onions', 'salami'];
const orders = toppings.flatMap((topping, at) => {
  const other = toppings[(at + 2) % toppings.length];
  const [size, rest] = at % 2 === 0 ? ['small', 'large'] : ['large', 'small'];
  const first = `[${size}]{"entity": "size", "group": "1"} pizza with [${topping}]{"entity": "topping", "group": "1"}`;
  const second = `[${rest}]{"entity": "size", "group": "2"} one with [${other}]{"entity": "topping", "group": "2"}`;
  return [`a ${first} and a ${second}`, `a ${first} please`];
});

describe('the entity extractor', () => {
  let nlu: TrainedPipeline;
  beforeAll(async () => {
    nlu = await train(
      dataOf({
        order: orders,
        meet: ['at [2 p.m.](time) sharp', 'see you at [11 a.m.](time)', 'from [9 a.m.](time) to [5 p.m.](time).'],
        thanks: ['thank you very much.', 'no pizza with anything', 'that is all.'],
      }),
      pipeline,
    );
  });

  it('tells groups apart in one message', async () => {
    expect(await found(nlu, 'a large pizza with ham and a small one with olives')).toEqual([
      'size:1:large',
      'topping:1:ham',
      'size:2:small',
      'topping:2:olives',
    ]);
  });

  it('finds what ends in a sign that words lose', async () => {
    expect(await found(nlu, 'from 8 a.m. to 4 p.m. please')).toEqual(['time:8 a.m.', 'time:4 p.m.']);
  });

  it('ends a mention at a comma, unless annotations hold commas', async () => {
    const trips = ['Rome, Italy', 'Oslo, Norway', 'Bern, Switzerland', 'Lima, Peru'].map((at) => `to [${at}](place)`);
    const packs = ['big tent', 'warm coat', 'blue map', 'old stove'].map((thing) => `pack a [${thing}](thing)`);
    const travel = await train(dataOf({ go: trips, pack: packs }), pipeline);
    expect(await found(travel, 'to Lima, Italy')).toEqual(['place:Lima, Italy']);
    const things = await found(travel, 'pack a big tent, warm coat');
    expect(things.filter((thing) => thing.includes(','))).toEqual([]);
  });

  it('says how sure it is', async () => {
    const { entities } = await nlu.parse('a small pizza with ham please');
    expect(entities).toHaveLength(2);
    for (const { confidence_entity: confidence = 0 } of entities) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  it('is refused when a file of it is cut short', () => {
    const files = savePipeline(nlu);
    const name = Object.keys(files).find((file) => file.endsWith('/weights')) ?? '';
    const cut = { ...files, [name]: (files[name] as Uint8Array).slice(0, -2) };
    expect(() => loadPipeline(cut, pipeline, builtInComponents)).toThrow(/the weights of entities do not fit/);
  });

  it('in quality mode answers alike after saving and loading', async () => {
    const entries = [{ name: 'WhitespaceTokenizer' }, { name: 'EntityExtractor', quality: true, epochs: 4 }];
    const careful = await train(dataOf({ order: orders }), entries);
    const loaded = loadPipeline(savePipeline(careful), entries, builtInComponents);
    const text = 'a small pizza with cheese and a large one with salami';
    expect(await loaded.parse(text)).toEqual(await careful.parse(text));
    expect(await found(loaded, text)).toHaveLength(4);
  });
});

it('a lookup table of another name is a hint to the extractor', async () => {
  const place = { file: 'nlu.yml', line: 9 };
  const known = ['aspen', 'birch', 'cedar', 'maple', 'willow', 'linden', 'alder', 'hazel', 'rowan', 'yew'];
  const lookups = [{ name: 'trees', values: [...known, 'hornbeam'], place }];
  const others = ['film', 'light', 'queen', 'doctor', 'river', 'parade', 'sunset', 'crowd', 'castle', 'market'];
  const texts = [...known.map((tree) => `saw the [${tree}](wood)`), ...others.map((other) => `saw the ${other}`)];
  const nlu = await train(dataOf({ saw: texts }, { lookups }), pipeline);
  expect(await found(nlu, 'saw the hornbeam')).toEqual(['wood:hornbeam']);
  expect(await found(nlu, 'saw the coast')).toEqual([]);
});

describe('words that no example has', () => {
  const known = ['monday', 'tuesday', 'friday', 'saturday', 'sunday'];
  const others = ['carpet', 'window', 'garden', 'kitchen', 'lamp'];
  const come = [...known.map((day) => `come [${day}](day)`), ...others.map((thing) => `come ${thing}`)];
  const alike = { come };

  it('are known in English by those that are used alike', async () => {
    const nlu = await train(dataOf(alike), pipeline);
    expect(await found(nlu, 'come thursday')).toEqual(['day:thursday']);
    const loaded = loadPipeline(savePipeline(nlu), pipeline, builtInComponents);
    expect(await found(loaded, 'come thursday')).toEqual(['day:thursday']);
    expect(await found(loaded, 'come sofa')).toEqual([]);
  });

  it('are refused when the groups are not those of the training', async () => {
    const files = savePipeline(await train(dataOf(alike), pipeline));
    const name = Object.keys(files).find((file) => file.endsWith('/knowledge.json')) ?? '';
    const knowledge = { ...JSON.parse(new TextDecoder().decode(files[name])), groups: 'others' };
    const changed = { ...files, [name]: new TextEncoder().encode(JSON.stringify(knowledge)) };
    expect(() => loadPipeline(changed, pipeline, builtInComponents)).toThrow(/other English word vectors/);
  });

  it('share groups only where they are alike', () => {
    const groups = englishGroups();
    expect(groups.find('thursday')).toEqual(groups.find('monday'));
    expect(groups.find('thursday').wide).not.toBe(groups.find('sofa').wide);
    expect(groups.find('qwrtzk').narrow).toBe(narrowGroups);
  });
});

describe('a chain of tags', () => {
  const labels = 2;
  const tags = 2 * labels + 1;
  const words = 4;
  const random = randomFrom(11);
  const around = (): number => 4 * random() - 2;
  const scores = Float32Array.from({ length: words * tags }, around);
  const chain = noSteps(labels);
  for (const weights of [chain.steps, chain.stays]) for (const at of weights.keys()) weights[at] = around();

  /** Every way to tag the words, with what it scores. */
  const ways = Array.from({ length: tags ** words }, (_, way) =>
    Array.from({ length: words }, (_, word) => Math.floor(way / tags ** word) % tags),
  )
    .filter((way) => way.every((tag, at) => tag === outside || isBegin(tag) || follows(way[at - 1], tag)))
    .map((way) => ({ way, score: way.reduce((sum, tag, at) => sum + scoreOf(way, tag, at), 0) }));

  function follows(before: number | undefined, inside: number): boolean {
    return before !== undefined && before !== outside && labelOf(before) === labelOf(inside);
  }

  function scoreOf(way: readonly number[], tag: number, at: number): number {
    const { stays, at: place } = stepBetween(way[at - 1] ?? outside, tag, labels);
    return (scores[at * tags + tag] ?? 0) + ((stays ? chain.stays : chain.steps)[place] ?? 0);
  }

  const total = ways.reduce((sum, { score }) => sum + Math.exp(score), 0);
  const oddsThat = (holds: (way: readonly number[]) => boolean): number =>
    ways.reduce((sum, { way, score }) => sum + (holds(way) ? Math.exp(score) : 0), 0) / total;
  const odds = new TagOdds(labels);
  odds.useSteps(chain);
  odds.read(scores, words);

  it('finds the best way of all', () => {
    const tagged = new Uint16Array(words);
    new BestTags(labels).find(scores, words, chain, tagged);
    expect([...tagged]).toEqual(ways.toSorted((a, b) => b.score - a.score)[0]?.way);
  });

  it('knows how likely a tag is', () => {
    for (let word = 0; word < words; word++) {
      for (let tag = 0; tag < tags; tag++) {
        expect(odds.oddsOf(word, tag)).toBeCloseTo(
          oddsThat((way) => way[word] === tag),
          5,
        );
      }
    }
  });

  it.each([
    [0, 0],
    [1, 2],
    [2, 3],
    [0, 3],
  ])('knows how likely words %i to %i are one mention', (first, last) => {
    const isSpan = (way: readonly number[]): boolean =>
      spansOf(Uint16Array.from(way)).some((span) => span.first === first && span.last === last && span.label === 1);
    expect(odds.oddsOfSpan(first, last, 1, words)).toBeCloseTo(oddsThat(isSpan), 5);
  });

  it('knows how likely a step is', () => {
    const seen: number[] = [];
    odds.stepOdds(
      2,
      (end, to, share) => {
        const holds = (way: readonly number[]): boolean => endOfTag(way[1]) === end && beginOfTag(way[2]) === to;
        seen.push(share);
        expect(share).toBeCloseTo(oddsThat(holds), 5);
      },
      (from, share) => {
        seen.push(share);
        expect(share).toBeCloseTo(
          oddsThat((way) => way[1] === from && way[2] === insideOf(labelOf(from))),
          5,
        );
      },
    );
    expect(seen.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  });

  const endOfTag = (tag = outside): number => (tag === outside ? 0 : labelOf(tag) + 1);
  const beginOfTag = (tag = outside): number => (tag === outside ? 0 : isBegin(tag) ? labelOf(tag) + 1 : -1);
});

describe('the values known from training', () => {
  it('are those of the other sentences', () => {
    const gazetteer = new Gazetteer();
    gazetteer.add(['new', 'york'], 1, 1);
    gazetteer.add(['york'], 2, 1);
    gazetteer.add(['york'], 1, 1);
    const words = ['to', 'new', 'york'];
    const own = [{ first: 1, last: 2, entity: 1 }];
    const known = Gazetteer.load(gazetteer.save());
    expect(known.find(words)).toHaveLength(3);
    expect(gazetteer.find(words, own).map(({ first, entity }) => [first, entity])).toEqual([
      [2, 1],
      [2, 2],
    ]);
  });

  it('are found wherever they stand', () => {
    const word = fc.constantFrom('a', 'b', 'c');
    const phrase = fc.array(word, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 5 }), fc.array(word, { maxLength: 8 }), (phrases, words) => {
        const gazetteer = new Gazetteer();
        for (const one of phrases) gazetteer.add(one, 0, 1);
        const wanted = new Set(phrases.map((one) => one.join(' ')));
        for (const { first, last } of gazetteer.find(words)) {
          expect(wanted).toContain(words.slice(first, last + 1).join(' '));
        }
        const spans = words.flatMap((_, first) => words.map((_, last) => words.slice(first, last + 1).join(' ')));
        expect(gazetteer.find(words)).toHaveLength(spans.filter((span) => wanted.has(span)).length);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
