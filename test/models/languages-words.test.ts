import { describe, expect, it } from 'vitest';
import { loadPipeline, type PipelineEntry, savePipeline } from '../../core/index.js';
import { selectedResponse, selectorEntry } from '../../core/nlu/response-selection.js';
import { builtInComponents } from '../../models/index.js';
import { lexiconOf, nearestWord } from '../../models/spelling/lexicon.js';
import { tokenize } from '../../models/tokenizer/whitespace-tokenizer.js';
import { dataOf, studio, train } from './nlu-fixture.js';

describe('a misspelt word', () => {
  const counts = { appointment: 9, tattoo: 20, friday: 4, book: 9, look: 3, price: 5, prize: 4, wrist: 3, shoulder: 1 };
  const lexicon = lexiconOf(new Map(Object.entries(counts)));
  const read = (word: string) => nearestWord(word, lexicon);

  it.each([
    ['a letter too few', 'tatoo', 'tattoo'],
    ['a letter too many', 'fridaay', 'friday'],
    ['another letter', 'wrizt', 'wrist'],
    ['two letters swapped', 'firday', 'friday'],
    ['two slips in a long word', 'apointmnt', 'appointment'],
  ])('with %s is read as the known one', (_, word, meant) => {
    expect(read(word)).toBe(meant);
  });

  it.each([
    ['is known itself', 'look'],
    ['is short', 'bok'],
    ['could be either of two', 'prife'],
    ['begins with another letter', 'hook'],
    ['is near a word that was seen only once', 'sholder'],
    ['is near none', 'sushi'],
    ['is a book', 'appointment'.repeat(500)],
  ])('stays as it is when it %s', (_, word) => {
    expect(read(word)).toBeUndefined();
  });

  it('counts as what was meant, and entities keep what was written', async () => {
    const pipeline: PipelineEntry[] = [
      { name: 'WhitespaceTokenizer' },
      { name: 'Spelling' },
      { name: 'NgramFeatures' },
      { name: 'IntentClassifier' },
      { name: 'EntityExtractor' },
    ];
    const trained = await train(studio, pipeline);
    const nlu = loadPipeline(savePipeline(trained), pipeline, builtInComponents);
    const [meant, written] = [await nlu.parse('an appointment please'), await nlu.parse('an apointmnet please')];
    expect(written.intent).toEqual(meant.intent);
    expect(written.text).toBe('an apointmnet please');
    const { entities } = await nlu.parse('apointment with Kenjy on friday');
    for (const { start, end, value } of entities)
      expect(value).toBe('apointment with Kenjy on friday'.slice(start, end));
  });
});

describe('a script without spaces', () => {
  const words = (text: string): string[] => tokenize(text).map((token) => token.text);

  it.each([
    ['Chinese', '我想预约纹身。', ['预约', '纹身']],
    ['Japanese', '明日の予約をお願いします', ['明日', '予約', 'お願い']],
    ['Thai', 'ร้านเปิดกี่โมง', ['ร้าน', 'เปิด', 'โมง']],
    ['a mixture', 'tattoo的价格 please', ['tattoo', '的', '价格', 'please']],
  ])('is split into words: %s', (_, text, expected) => {
    expect(words(text)).toEqual(expect.arrayContaining(expected));
  });

  it('is understood by its words', async () => {
    const nlu = await train(
      dataOf({
        book: ['我想预约', '预约纹身', '帮我预约明天', '可以预约吗'],
        price: ['纹身多少钱', '价格是多少', '多少钱一个', '价格贵吗'],
        hours: ['几点开门', '你们什么时候开门', '营业时间', '周日开门吗'],
      }),
      [{ name: 'NgramFeatures' }, { name: 'IntentClassifier' }],
    );
    expect((await nlu.parse('请问价格')).intent.name).toBe('price');
    expect((await nlu.parse('明天几点开门')).intent.name).toBe('hours');
  });
});

describe('the answer of a retrieval intent', () => {
  const ranking = [
    { key: 'chitchat/name', confidence: 0.6 },
    { key: 'faq/hours', confidence: 0.3 },
  ];

  it('is one of its own, though the selector for all thinks of another intent first', () => {
    const selectors = { response_selector: { default: selectorEntry(ranking) } };
    expect(selectedResponse('utter_faq', selectors)).toBe('utter_faq/hours');
    expect(selectedResponse('utter_chitchat', selectors)).toBe('utter_chitchat/name');
  });

  it('is the one of its own selector, where it has one', () => {
    const faq = selectorEntry([{ key: 'faq/parking', confidence: 0.9 }]);
    expect(selectedResponse('utter_faq', { response_selector: { default: selectorEntry(ranking), faq } })).toBe(
      'utter_faq/parking',
    );
  });
});

describe('keywords', () => {
  it('are told where they stand under two intents', async () => {
    const warnings: string[] = [];
    await train(dataOf({ affirm: ['sure', 'same'], greet: ['hello', 'same'] }), [{ name: 'KeywordIntents' }], {
      warn: (warning) => warnings.push(warning),
    });
    expect(warnings.join()).toMatch(/"same" counts for none/);
  });
});
