import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPipeline, savePipeline } from '../../core/index.js';
import { PatternSearch } from '../../models/entities/pattern-search.js';
import { typosIn } from '../../models/entities/trie-walk.js';
import { type ListOptions, ValueList } from '../../models/entities/value-list.js';
import { builtInComponents } from '../../models/index.js';
import { dataOf, mentionsIn, train } from './nlu-fixture.js';

const place = { file: 'nlu.yml', line: 3 };

/** What is found, as `written=value`. */
function found(values: readonly string[], text: string, options: ListOptions = {}): string[] {
  return new ValueList(values, options)
    .find(text)
    .map(({ start, end, value }) => `${text.slice(start, end)}=${values[value]}`);
}

describe('a list of values', () => {
  it.each([
    ['the longest', ['new york', 'New York City', 'york'], 'to NEW  york city', ['NEW  york city=New York City']],
    ['whole words', ['art', 'ink'], 'artist ink-art, inkart', ['ink=ink', 'art=art']],
    [
      'without accents',
      ['Medellín', 'Málaga', 'Ærø'],
      'MEDELLIN málaga aero',
      ['MEDELLIN=Medellín', 'málaga=Málaga', 'aero=Ærø'],
    ],
    ['accents of their own', ['São Paulo'], 'Sa\u0303o Paulo!', ['Sa\u0303o Paulo=São Paulo']],
    ['either apostrophe', ["O'Hare"], 'from O’Hare', ["O’Hare=O'Hare"]],
    ['behind pictographs', ['rose', '🌹'], '👍🏽 a rose 🌹', ['rose=rose', '🌹=🌹']],
    ['around what is not seen', ['fine line'], 'fine\u200b line\u00ad', ['fine\u200b line=fine line']],
    ['vowel signs of Hindi', ['हिन्दी', 'हिन्द'], 'हिन्दी में', ['हिन्दी=हिन्दी']],
  ])('finds %s', (_what, values, text, hits) => {
    expect(found(values, text)).toEqual(hits);
  });

  it('finds values inside of words where words have no borders', () => {
    expect(found(['東京', '京都'], '東京から京都へ', { insideWords: true })).toEqual(['東京=東京', '京都=京都']);
  });

  it('heeds case and accents when told to', () => {
    expect(found(['Año', 'ano'], 'año Año ano An\u0303o', { exact: true })).toEqual([
      'Año=Año',
      'ano=ano',
      'An\u0303o=Año',
    ]);
  });

  it('holds 100,000 values', () => {
    const values = Array.from({ length: 100_000 }, (_, at) => `item ${at} of many`);
    const text = 'where is item 77777 of many now';
    expect(new ValueList(values, { typos: true }).find(text)).toEqual([{ start: 9, end: 27, value: 77_777, typos: 0 }]);
  });
});

describe('typos', () => {
  const options = { typos: true };

  it.each([
    ['swapped', 'Berlin', 'to Belrin please', ['Belrin=Berlin']],
    ['missing', 'Berlin', 'to Brlin', ['Brlin=Berlin']],
    ['too many', 'Berlin', 'to Berllin', ['Berllin=Berlin']],
    ['wrong', 'Berlin', 'to Perlin', ['Perlin=Berlin']],
    ['two in a long word', 'watercolour', 'in watrecolor', ['watrecolor=watercolour']],
    ['a blank left out', 'San Francisco', 'in sanfrancisco', ['sanfrancisco=San Francisco']],
    ['a blank put in', 'blackwork', 'black work', ['black work=blackwork']],
  ])('%s', (_what, value, text, hits) => {
    expect(found([value], text, options)).toEqual(hits);
  });

  it.each([
    ['short words', 'rose', 'i rise'],
    ['figures', 'iphone 12', 'an iphone 13'],
    ['figures left out', 'model 2000', 'model 200'],
    ['two in a middling word', 'Berlin', 'Brelni'],
    ['words that go on', 'Berlin', 'Berlinale'],
  ])('are not forgiven in %s', (_what, value, text) => {
    expect(found([value], text, options)).toEqual([]);
  });

  it('lose against the value that is spelt so', () => {
    expect(found(['Maria', 'Marie'], 'marie and mariee', options)).toEqual(['marie=Marie', 'mariee=Marie']);
  });

  it('are found wherever the distance says so', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' '), minLength: 1, maxLength: 12 });
    const near = fc.tuple(fc.array(letters, { minLength: 1, maxLength: 8 }), letters);
    fc.assert(
      fc.property(near, ([values, written]) => {
        const text = written.trim().replace(/ +/g, ' ');
        for (const { start, end, value, typos } of new ValueList(values, options).find(text)) {
          const folded = (values[value] ?? '').trim().replace(/ +/g, ' ');
          expect(distance(folded, text.slice(start, end))).toBe(typos);
          expect(typos).toBeLessThanOrEqual(typosIn(folded.length));
        }
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

/** The distance of Damerau and Levenshtein, neighbours swapped at most once, figures without fault. */
function distance(a: string, b: string): number {
  const cost = (sign = ''): number => (/\d/.test(sign) ? 9 : 1);
  const rows = [
    Array.from({ length: b.length + 1 }, (_, to) => [...b.slice(0, to)].reduce((sum, s) => sum + cost(s), 0)),
  ];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [(rows[i - 1]?.[0] ?? 0) + cost(a[i - 1])];
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : Math.max(cost(a[i - 1]), cost(b[j - 1]));
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1;
      const swap = swapped ? (rows[i - 2]?.[j - 2] ?? 9) + Math.max(cost(a[i - 1]), cost(b[j - 1])) : 9;
      const least = Math.min(
        (rows[i - 1]?.[j] ?? 9) + cost(a[i - 1]),
        (rows[i]?.[j - 1] ?? 9) + cost(b[j - 1]),
        (rows[i - 1]?.[j - 1] ?? 9) + wrong,
        swap,
      );
      rows[i]?.push(least);
    }
  }
  return rows[a.length]?.[b.length] ?? 9;
}

describe('PatternEntities with typos', () => {
  const data = dataOf(
    { book: ['in [blackwork](style) at a good price', 'what about watermelon'] },
    { lookups: [{ name: 'style', values: ['blackwork', 'watercolour', 'Fine Line', 'prince'], place }] },
  );

  it('gives the value that the table has', async () => {
    const nlu = await train(data, [{ name: 'PatternEntities', typos: true }]);
    expect(await mentionsIn(nlu, 'balckwork or FINE line?')).toEqual(['style=blackwork', 'style=FINE line']);
  });

  it('finds the same after saving and loading', async () => {
    const entries = [{ name: 'PatternEntities', typos: true }];
    const files = savePipeline(await train(data, entries));
    const loaded = loadPipeline(files, entries, builtInComponents);
    expect(await mentionsIn(loaded, 'balckwork, prinse')).toEqual(['style=blackwork', 'style=prince']);
    const cut = Object.entries(files).map(([name, bytes]) => [name, name.endsWith('.depths') ? bytes.slice(4) : bytes]);
    expect(() => loadPipeline(Object.fromEntries(cut), entries, builtInComponents)).toThrow(
      /files of a list do not fit/,
    );
  });

  it('takes no word that the examples use for a misspelt value', async () => {
    const nlu = await train(data, [{ name: 'PatternEntities', typos: true }]);
    expect(await mentionsIn(nlu, 'the price, prinse')).toEqual(['style=prince']);
  });

  it('forgives none unless told to', async () => {
    expect(await mentionsIn(await train(data, [{ name: 'PatternEntities' }]), 'balckwork')).toEqual([]);
  });
});

describe('a search for patterns', () => {
  it('stops the pattern that would take for ever, and goes on with the others', () => {
    const patterns = ['(?:a+)+$', '\\d+-\\d+', 'b'].map((source) => ({
      name: source,
      pattern: new RegExp(source, 'gu'),
    }));
    expect(new PatternSearch(patterns).find(`${'a'.repeat(60)}b 12-13`)).toEqual([
      { pattern: 2, start: 60, end: 61 },
      { pattern: 1, start: 62, end: 67 },
    ]);
  });
});
