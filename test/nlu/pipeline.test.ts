import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  type Component,
  defineComponent,
  loadPipeline,
  type Message,
  type ParleyError,
  type PipelineEntry,
  savePipeline,
  trainPipeline,
} from '../../core/index.js';

const data = {
  examples: [{ text: 'hi', intent: 'greet', entities: [], place: { file: 'nlu.yml', line: 1 } }],
  synonyms: new Map(),
  regexes: [],
  lookups: [],
};

const splitter = defineComponent({
  name: 'Splitter',
  config: z.strictObject({ separator: z.string().default(' ') }),
  provides: ['tokens'],
  requires: [],
  process(message, _state, { separator }) {
    let at = 0;
    message.tokens = message.text.split(separator).map((text) => {
      const token = { text, start: at, end: at + text.length };
      at = token.end + separator.length;
      return token;
    });
    return undefined;
  },
});

const counter = defineComponent<Record<string, never>, number>({
  name: 'Counter',
  config: z.strictObject({}),
  provides: ['intent'],
  requires: ['tokens'],
  train: (messages) => messages.reduce((sum, { tokens }) => sum + tokens.length, 0),
  process(message, seen) {
    message.intent = { name: `${message.tokens.length} of ${seen}`, confidence: 1 };
    return undefined;
  },
  save: (seen) => ({ count: Uint8Array.of(seen) }),
  load: (files) => files.count?.[0] ?? Number.NaN,
});

const components: readonly Component[] = [splitter, counter];
const train = (entries: readonly PipelineEntry[], more: readonly Component[] = components) =>
  trainPipeline(entries, more, data, undefined);

const failure = (work: Promise<unknown>): Promise<ParleyError> =>
  work.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: ParleyError) => error,
  );

describe('a pipeline', () => {
  it('trains each component on what those before it wrote, and answers without a promise', async () => {
    const pipeline = await train([{ name: 'Splitter' }, { name: 'Counter' }]);
    expect(pipeline.parse('a b c')).toMatchObject({
      intent: { name: '3 of 1' },
      text_tokens: [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
    });
  });

  it('waits for a component that has to wait', async () => {
    const slow = defineComponent({
      name: 'Slow',
      config: z.strictObject({}),
      provides: ['intent'],
      requires: [],
      process: async (message: Message) => {
        message.intent = { name: 'slow', confidence: 1 };
      },
    });
    const pipeline = await train([{ name: 'Slow' }, { name: 'Splitter' }], [slow, splitter]);
    const parsing = pipeline.parse('a b');
    expect(parsing).toBeInstanceOf(Promise);
    expect(await parsing).toMatchObject({ intent: { name: 'slow' }, text_tokens: { length: 2 } });
  });

  it('names the component that was meant', async () => {
    expect((await failure(train([{ name: 'Spliter' }]))).message).toContain('Did you mean "Splitter"?');
  });

  it('names the setting that was meant', async () => {
    const error = await failure(train([{ name: 'Splitter', seperator: ',' }]));
    expect(error.code).toBe('NLU_SETTING_INVALID');
    expect(error.message).toContain('Did you mean "separator"?');
  });

  it('says which component to put first', async () => {
    expect((await failure(train([{ name: 'Counter' }]))).remedy).toBe('Put "Splitter" before "Counter".');
    const swapped = await failure(train([{ name: 'Counter' }, { name: 'Splitter' }]));
    expect(swapped.remedy).toBe('Move "Splitter" before "Counter".');
  });

  it('is the same after saving and loading', async () => {
    const entries = [{ name: 'Splitter', separator: ',' }, { name: 'Counter' }];
    const pipeline = await train(entries);
    const files = savePipeline(pipeline);
    expect(Object.keys(files)).toEqual(['pipeline.json', '1.Counter/count']);
    expect(loadPipeline(files, entries, components).parse('a,b')).toEqual(pipeline.parse('a,b'));
  });

  it('refuses files of another pipeline', async () => {
    const files = savePipeline(await train([{ name: 'Splitter' }]));
    const load = () => loadPipeline(files, [{ name: 'Splitter' }, { name: 'Counter' }], components);
    expect(load).toThrowError(/holds Splitter, the config asks for Splitter, Counter/);
  });

  it.each(['', '   ', '\n'])('understands nothing in %j', async (text) => {
    const pipeline = await train([{ name: 'Splitter' }, { name: 'Counter' }]);
    expect(pipeline.parse(text)).toMatchObject({ text, intent: { name: null, confidence: 0 }, entities: [] });
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('Not any more.'));
    const training = trainPipeline([{ name: 'Splitter' }], components, data, undefined, { signal });
    await expect(training).rejects.toThrow('Not any more.');
  });
});
