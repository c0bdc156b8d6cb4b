import { copyFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type EnsureModelOptions, ensureModel, planModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import { createModelHost } from '../../core/bot/model-host.js';
import { readArchive } from '../../core/model/archive.js';
import { loadModel } from '../../core/model/load.js';
import { builtInComponents } from '../../models/index.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';
import { listeningLog } from '../kit/log.js';

const files: Readonly<Record<string, string>> = {
  'config.yml': `
recipe: default.v1
language: en
pipeline: [WhitespaceTokenizer, KeywordIntentClassifier, RegexEntityExtractor, EntitySynonymMapper]
policies: [RulePolicy, MemoizationPolicy]
`,
  'domain.yml': `
intents: [greet, order]
entities: [drink]
responses:
  utter_hello: [{ text: Hello! }]
  utter_order: [{ text: Coming. }]
`,
  'data/nlu.yml': `
nlu:
- intent: greet
  examples: |
    - hello
    - hi
- intent: order
  examples: |
    - a [tea](drink) please
- lookup: drink
  examples: |
    - tea
- synonym: tea
  examples: |
    - chai
`,
  'data/stories.yml': `
stories:
- story: an order
  steps: [{ intent: order }, { action: utter_order }]
rules:
- rule: greeting
  steps: [{ intent: greet }, { action: utter_hello }]
`,
};

let folder: string;
let remove: () => void;
const write = async (name: string, change: (text: string) => string = (text) => text): Promise<void> => {
  await mkdir(join(folder, 'data'), { recursive: true });
  await writeFile(join(folder, name), change(files[name] ?? ''));
};
const bot = () => loadBot(folder, presets);
const models = async () => (await readdir(join(folder, 'models')).catch(() => [])).toSorted();

async function train(options: EnsureModelOptions = {}) {
  const warnings: string[] = [];
  const notes: string[] = [];
  const model = await ensureModel(await bot(), {
    ...options,
    warn: (warning) => warnings.push(warning),
    note: (note) => notes.push(note),
  });
  return { ...model, warnings, notes };
}

beforeEach(async () => {
  ({ folder, remove } = temporaryFolder('training'));
  for (const name of Object.keys(files)) await write(name);
});
afterEach(() => remove());

describe('training', () => {
  it('says once, in one block, what Rasa’s names run as', async () => {
    const { notes, warnings } = await train();
    expect(notes).toEqual([
      [
        'config.yml, in the names of Parley:',
        '  KeywordIntentClassifier runs as KeywordIntents.',
        '  RegexEntityExtractor runs as PatternEntities.',
        '  EntitySynonymMapper runs as Synonyms.',
      ].join('\n'),
    ]);
    expect(warnings).toEqual([]);
  });

  it('refuses a component that nobody knows before anything is trained, and names the nearest of Rasa', async () => {
    await write('config.yml', (text) => text.replace('RegexEntityExtractor', 'RegexEntitiesExtractor'));
    await expect(train()).rejects.toThrow(
      /config\.yml:4:\d+: error: There is no NLU component "RegexEntitiesExtractor"\. Did you mean "RegexEntityExtractor"/,
    );
    expect(await models()).toEqual([]);
  });

  it('refuses an order that cannot work, once it is clear what runs as what', async () => {
    await write('config.yml', (text) =>
      text.replace('[WhitespaceTokenizer,', '[EntitySynonymMapper, WhitespaceTokenizer,'),
    );
    const notes: string[] = [];
    const training = ensureModel(await bot(), { note: (note) => notes.push(note) });
    await expect(training).rejects.toThrow(/"Synonyms", reads entities, which nothing before it makes/);
    expect(notes.join()).toContain('EntitySynonymMapper runs as Synonyms.');
  });

  it('does nothing when nothing has changed', async () => {
    const first = await train();
    const second = await train();
    expect([first.trained, second.trained, second.path]).toEqual([true, false, first.path]);
    expect(await models()).toHaveLength(1);
  });

  const nlu = ['nlu/KeywordIntents', 'nlu/PatternEntities', 'nlu/Synonyms'];
  const stories = ['policies/RulePolicy', 'policies/MemoizationPolicy'];
  it.each<[string, string, (text: string) => string, string[]]>([
    [
      'the order of steps in a story',
      'data/stories.yml',
      (text) => text.replace('{ action: utter_order }]', '{ action: utter_order }, { action: utter_hello }]'),
      stories,
    ],
    ['an example', 'data/nlu.yml', (text) => text.replace('- hi\n', '- hi\n    - good day\n'), nlu],
    ['a synonym', 'data/nlu.yml', (text) => text.replace('chai', 'cuppa'), ['nlu/Synonyms']],
    [
      'a lookup table',
      'data/nlu.yml',
      (text) => text.replace('    - tea\n- syn', '    - mocha\n- syn'),
      ['nlu/PatternEntities'],
    ],
    ['what a response says', 'domain.yml', (text) => text.replace('Hello!', 'Hi!'), []],
    [
      'a setting of a policy',
      'config.yml',
      (text) => text.replace('MemoizationPolicy', '{ name: MemoizationPolicy, max_history: 3 }'),
      ['policies/MemoizationPolicy'],
    ],
  ])('after a change of %s trains only what learns from it', async (_what, file, change, expected) => {
    const first = await train();
    await write(file, change);
    const plan = await planModel(await bot());
    const second = await train();
    expect(plan).toMatchObject({ latest: first.path, parts: expected });
    expect(second.trained).toBe(!plan.current);
    expect(second.learned?.map((part) => part.replace(/\d+\./, ''))).toEqual(expected);
    const anew = await train({ force: true, modelName: 'anew' });
    expect(second.archive.files).toEqual(anew.archive.files);
  });

  it('trains policies anew for another augmentation', async () => {
    await train();
    expect((await planModel(await bot(), { augmentation: 0 })).parts).toEqual(stories);
    expect((await train({ augmentation: 0 })).trained).toBe(true);
    expect((await train()).trained).toBe(false);
  });

  it('trains everything when it is forced to', async () => {
    await train();
    const plan = await planModel(await bot(), { force: true });
    expect(plan).toMatchObject({ current: true, parts: [...nlu, ...stories] });
    expect((await train({ force: true })).trained).toBe(true);
  });

  it('keeps the newest models', async () => {
    for (let at = 0; at < 4; at += 1) await train({ force: true, keep: 2 });
    expect(await models()).toHaveLength(2);
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const cancelled = new AbortController();
    const progress = () => cancelled.abort(new Error('Enough.'));
    await expect(train({ signal: cancelled.signal, progress })).rejects.toThrow('Enough.');
    expect(await models()).toEqual([]);
  });

  it('may go on twice at once', async () => {
    const both = await Promise.all([train(), train()]);
    expect(await models()).toHaveLength(2);
    for (const { path } of both) expect((await readArchive(path)).manifest.id).toBeTruthy();
  });

  it('goes on from nothing when the last model is broken, and says so', async () => {
    const { path } = await train();
    await truncate(path, 9000);
    const { trained, warnings } = await train();
    expect(trained).toBe(true);
    expect(warnings.join()).toMatch(/cannot be read: it is cut short/);
  });

  it('keeps with each part how its training went', async () => {
    const { parts } = (await train()).archive.manifest;
    expect(Object.keys(parts)).toEqual([
      ...['nlu/0.WhitespaceTokenizer', 'nlu/1.KeywordIntents', 'nlu/2.PatternEntities', 'nlu/3.Synonyms'],
      ...['policies/0.RulePolicy', 'policies/1.MemoizationPolicy'],
    ]);
    expect(parts['nlu/3.Synonyms']).toMatchObject({ learnsFrom: ['text', 'gold.entities', 'data.synonyms'] });
  });
});

describe('the model that answers', () => {
  const collect = (): void => {
    setFlagsFromString('--expose-gc');
    (runInNewContext('gc') as () => void)();
  };

  async function host() {
    const first = await train();
    const answering: { now: unknown } = { now: undefined };
    const runtime = {
      serve: (served: unknown) => {
        answering.now = served;
      },
    };
    const loaded = await bot();
    const served = { file: 'first', id: first.archive.manifest.id };
    return {
      first,
      answering,
      host: createModelHost({ bot: loaded, runtime, forget: () => undefined, log: listeningLog(), first: served }),
    };
  }

  it('stays when another one is broken, cut short, of another version or not there', async () => {
    const { first, answering, host: models } = await host();
    await models.load(first.path);
    const before = [models.served, answering.now];
    const bytes = await readFile(first.path);
    const bad = join(folder, 'bad.tar');
    for (const spoilt of [bytes.subarray(0, 700), bytes.subarray(0, 5000), Buffer.from('no model')]) {
      await writeFile(bad, spoilt);
      await expect(models.load(bad)).rejects.toMatchObject({ code: 'MODEL_BROKEN' });
    }
    await writeFile(bad, bytes.toString('latin1').replace(/"format": \d+/, '"format": 0'), 'latin1');
    await expect(models.load(bad)).rejects.toMatchObject({ code: 'MODEL_OTHER_VERSION' });
    await expect(models.load(join(folder, 'nowhere.tar'))).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
    expect([models.served, answering.now]).toEqual(before);
  });

  it('is let go of when another one answers', async () => {
    const { first, answering, host: models } = await host();
    const other = join(folder, 'other.tar');
    await copyFile(first.path, other);
    await models.load(first.path);
    const old = new WeakRef(answering.now as object);
    await models.load(other);
    const isThere = () => {
      collect();
      return old.deref() !== undefined;
    };
    await expect.poll(isThere).toBe(false);
  });

  it('is there in a moment', async () => {
    const { path } = await train();
    const started = performance.now();
    const archive = await readArchive(path);
    expect(loadModel(archive, builtInComponents, presets.policies).pipeline).toBeDefined();
    console.info(
      `A model of ${(await readFile(path)).length} bytes was loaded in ${(performance.now() - started).toFixed(1)} ms.`,
    );
  });
});
