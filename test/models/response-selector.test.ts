import { describe, expect, it } from 'vitest';
import { loadPipeline, savePipeline } from '../../core/index.js';
import { builtInComponents } from '../../models/index.js';
import { dataOf, train } from './nlu-fixture.js';

const data = dataOf({
  greet: ['hello', 'hi there', 'hey', 'good morning'],
  'faq/opening_hours': ['when do you open', 'are you open on sunday', 'what are your hours', 'how late are you open'],
  'faq/parking': ['where can i park', 'is there parking', 'do you have a car park', 'can i leave my car near you'],
  'chitchat/name': ['what is your name', 'who are you', 'how are you called'],
  'chitchat/weather': ['is it sunny', 'how is the weather', 'will it rain'],
});
const features = [{ name: 'WhitespaceTokenizer' }, { name: 'NgramFeatures' }, { name: 'IntentClassifier' }];

describe('The response selector', () => {
  it('chooses among the answers of all retrieval intents', async () => {
    const nlu = await train(data, [...features, { name: 'ResponseSelector' }]);
    const result = await nlu.parse('where should i park');
    expect(result.intent.name).toBe('faq');
    expect(result.response_selector).toMatchObject({
      all_retrieval_intents: ['chitchat', 'faq'],
      default: { response: { intent_response_key: 'faq/parking', utter_action: 'utter_faq/parking' } },
    });
  });

  it('chooses among those of one retrieval intent, after saving and loading too', async () => {
    const pipeline = [
      ...features,
      { name: 'ResponseSelector', retrieval_intent: 'faq' },
      { name: 'ResponseSelector', retrieval_intent: 'chitchat' },
    ];
    const trained = await train(data, pipeline);
    const loaded = loadPipeline(savePipeline(trained), pipeline, builtInComponents);
    const { response_selector } = await loaded.parse('tell me your name');
    expect(response_selector).toMatchObject({
      chitchat: { response: { intent_response_key: 'chitchat/name' } },
      faq: { ranking: [{ intent_response_key: expect.stringMatching(/^faq\//) }, {}] },
    });
    expect(response_selector).not.toHaveProperty('default');
    expect(response_selector).toEqual((await trained.parse('tell me your name')).response_selector);
  });

  it('says nothing where there is nothing to choose', async () => {
    const nlu = await train(dataOf({ greet: ['hi', 'hello'], bye: ['bye', 'ciao'] }), [
      ...features,
      { name: 'ResponseSelector' },
    ]);
    expect(await nlu.parse('hi')).not.toHaveProperty('response_selector');
  });

  it('warns of a retrieval intent that no example has', async () => {
    const warnings: string[] = [];
    await train(data, [...features, { name: 'ResponseSelector', retrieval_intent: 'faqs' }], {
      warn: (warning) => warnings.push(warning),
    });
    expect(warnings.join()).toMatch(/no example belongs to the retrieval intent "faqs"/);
  });
});
