/** Trains nlp.js, as its guide does, on the same examples in a process of its own, and asks it the same messages. */
import { spreadOf } from '../spread.js';
import { answerTask } from '../task.js';
import type { Trained } from './parley-task.js';
import { readMaterial, type Training } from './training.js';

/** What there is to compare. */
export type NlpjsTrained = Pick<Trained, 'seconds' | 'peak' | 'size' | 'parses'> & {
  /** The share of messages whose intent it ranks first, its own `None` left out. */
  readonly ranked: number;
};

/** The part of nlp.js that is used here; it brings no types. */
interface Nlp {
  addLanguage(locale: string): void;
  addDocument(locale: string, utterance: string, intent: string): void;
  train(): Promise<void>;
  process(locale: string, utterance: string): Promise<{ classifications: { intent: string; score: number }[] }>;
  export(): string;
}

interface NlpjsModule {
  dockStart(settings: object): Promise<{ get(name: 'nlp'): Nlp }>;
}

const warmUp = 300;
// Its logger warns of what it uses itself.
process.removeAllListeners('warning');
// No files beside the bench; its log of every pass is off.
const settings = { nlp: { autoSave: false, autoLoad: false, forceNER: false }, 'nlu-en': { log: false } };

async function measure({ material, seed }: Training): Promise<NlpjsTrained> {
  const { data, test } = await readMaterial(material, seed);
  const name: string = '@nlpjs/basic';
  const { dockStart } = (await import(name)) as NlpjsModule;
  const nlp = (await dockStart({ settings, use: ['Basic', 'LangEn'] })).get('nlp');
  nlp.addLanguage('en');
  const start = performance.now();
  for (const { text, intent } of data.examples) nlp.addDocument('en', text, intent);
  await nlp.train();
  const seconds = (performance.now() - start) / 1000;
  const peak = process.resourceUsage().maxRSS * 1024;
  for (const { text } of test.slice(0, warmUp)) await nlp.process('en', text);
  const times: number[] = [];
  let right = 0;
  for (const { text, intent } of test) {
    const began = performance.now();
    const { classifications } = await nlp.process('en', text);
    times.push(performance.now() - began);
    if (classifications.find((one) => one.intent !== 'None')?.intent === intent) right++;
  }
  const size = Buffer.byteLength(nlp.export());
  return { seconds, peak, size, parses: spreadOf(times), ranked: right / test.length };
}

answerTask<Training, NlpjsTrained>(measure);
