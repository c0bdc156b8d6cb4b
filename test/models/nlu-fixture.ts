import {
  type NluData,
  type NluExample,
  type PipelineEntry,
  type TrainedPipeline,
  type TrainOptions,
  trainPipeline,
} from '../../core/index.js';
import { parseEntityMarkup } from '../../core/training-data/entity-markup.js';
import { builtInComponents, defaultPipeline } from '../../models/index.js';

/** Training data from `{ intent: ['example with [Mara](artist)'] }`. */
export function dataOf(examples: Readonly<Record<string, readonly string[]>>, more: Partial<NluData> = {}): NluData {
  const place = { file: 'nlu.yml', line: 1 };
  const all = Object.entries(examples).flatMap(([intent, texts]) =>
    texts.map((marked): NluExample => {
      const { text, entities } = parseEntityMarkup(marked);
      return { text, intent, entities, place };
    }),
  );
  return { examples: all, synonyms: new Map(), regexes: [], lookups: [], ...more };
}

/** Some of what people write to a studio. */
export const studio = dataOf({
  greet: ['hello', 'hi there', 'hey', 'good morning', 'hi', 'hello studio', 'hey folks', 'morning', 'good evening'],
  goodbye: ['bye', 'goodbye', 'see you', 'see you later', 'bye bye', 'talk to you later', 'have a nice day', 'cya'],
  book: [
    'book me with [Mara](artist) on [friday](date)',
    'i want an appointment [tomorrow](date)',
    'can [Kenji](artist) tattoo me on [monday](date)',
    'book an appointment with [Freya](artist)',
    'i would like to book [Luis](artist) for [saturday](date)',
    'an appointment on [tuesday](date) please',
    'is [Mara](artist) free to tattoo my [left forearm](body_part) on [sunday](date)',
    'book [next friday](date) for my [ribs](body_part)',
    'can i book with [Kenji](artist)',
    'get me in on [wednesday](date)',
  ],
  price: [
    'how much is a tattoo on the [wrist](body_part)',
    'what does a sleeve cost',
    'price for a small rose on my [ankle](body_part)',
    'how much would [Mara](artist) charge',
    'what is the price',
    'how expensive is a tattoo on my [back](body_part)',
    'cost of a tattoo',
    'do you have a price list',
    'how much for the [left shoulder](body_part)',
  ],
});

/** Trains Parley's components on data; the default pipeline unless told otherwise. */
export const train = (
  data: NluData,
  entries: readonly PipelineEntry[] = defaultPipeline,
  options: TrainOptions = {},
): Promise<TrainedPipeline> => trainPipeline(entries, builtInComponents, data, undefined, options);

/** Mentions as `entity=value`. */
export async function mentionsIn(pipeline: TrainedPipeline, text: string): Promise<string[]> {
  const { entities } = await pipeline.parse(text);
  return entities.map(({ entity, value }) => `${entity}=${String(value)}`);
}
