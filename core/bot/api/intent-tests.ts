import { ParleyError } from '../../errors.js';
import type { EntityMention, ParseResult } from '../../nlu/parse-result.js';
import { trainPipeline } from '../../nlu/train-pipeline.js';
import { classificationReport } from '../../testing/stories/classification-report.js';
import type { NluData, NluExample } from '../../training-data/training-data.js';
import type { LoadedBot } from '../load-bot.js';

type Understand = (text: string) => Promise<ParseResult>;

/** An example and what was understood of it. */
interface Heard {
  readonly example: NluExample;
  readonly result: ParseResult;
}

/**
 * How well examples are understood: intents, entities by extractor, answers of retrieval intents, in the form of Rasa's
 * `POST /model/test/intents` (rasa/nlu/test.py, `run_evaluation`).
 */
export async function testUnderstanding(examples: readonly NluExample[], understand: Understand): Promise<object> {
  const heard: Heard[] = [];
  for (const example of examples) heard.push({ example, result: await understand(example.text) });
  return evaluationOf(heard);
}

/**
 * Trains on all parts of the examples but one, and tests on that one, in turn; each intent is in every part
 * (rasa/nlu/test.py, `cross_validate`).
 *
 * @throws ParleyError FOLDS_IMPOSSIBLE
 */
export async function crossValidate(bot: LoadedBot, data: NluData, folds: number): Promise<object> {
  const parts = splitIntents(data.examples, folds);
  const heard: Heard[] = [];
  for (const held of parts) {
    const examples = parts.filter((part) => part !== held).flat();
    const pipeline = await trainPipeline(
      bot.recipe.pipeline,
      bot.components,
      { ...data, examples },
      bot.project.domain,
      { language: bot.recipe.language },
    );
    for (const example of held) heard.push({ example, result: await pipeline.parse(example.text) });
  }
  return evaluationOf(heard);
}

function splitIntents(examples: readonly NluExample[], folds: number): NluExample[][] {
  const byIntent = new Map<string, NluExample[]>();
  for (const example of examples) {
    const known = byIntent.get(example.intent);
    if (known) known.push(example);
    else byIntent.set(example.intent, [example]);
  }
  const [smallest] = [...byIntent].toSorted(([, one], [, other]) => one.length - other.length);
  if (folds < 2 || !smallest || smallest[1].length < folds) {
    const [intent, found] = smallest ?? ['', []];
    throw new ParleyError('FOLDS_IMPOSSIBLE', { folds, intent, count: found.length });
  }
  const parts = Array.from({ length: folds }, (): NluExample[] => []);
  let next = 0;
  for (const list of byIntent.values()) {
    for (const example of list) parts[next++ % folds]?.push(example);
  }
  return parts;
}

function evaluationOf(heard: readonly Heard[]): object {
  return {
    intent_evaluation: intentsOf(heard),
    entity_evaluation: entitiesOf(heard),
    response_selection_evaluation: answersOf(heard),
  };
}

const baseOf = (intent: string): string => intent.split('/')[0] ?? intent;

function intentsOf(heard: readonly Heard[]): object {
  const predictions = heard.map(({ example, result }) => ({
    text: example.text,
    intent: baseOf(example.intent),
    predicted: result.intent.name ?? '',
    confidence: result.intent.confidence,
  }));
  const { report, precision, f1, accuracy } = classificationReport(
    predictions.map(({ intent }) => intent),
    predictions.map(({ predicted }) => predicted),
  );
  const errors = predictions
    .filter(({ intent, predicted }) => intent !== predicted)
    .map(({ text, intent, predicted, confidence }) => ({
      text,
      intent,
      intent_prediction: { name: predicted, confidence },
    }));
  return { report, precision, f1_score: f1, accuracy, predictions, errors };
}

const NO_ENTITY = 'no_entity';

/** Word by word, for each extractor that found something, or that examples ask for. */
function entitiesOf(heard: readonly Heard[]): object {
  const extractors = new Set(
    heard.flatMap(({ result }) => result.entities.flatMap(({ extractor }) => extractor ?? [])),
  );
  const evaluations = [...extractors].map((extractor) => {
    const words = heard.flatMap(({ example, result }) => {
      const found = result.entities.filter((mention) => mention.extractor === extractor);
      return wordsOf(example.text).map((word) => ({
        word,
        expected: at(example.entities, word),
        found: at(found, word),
      }));
    });
    const { report, precision, f1, accuracy } = classificationReport(
      words.map(({ expected }) => expected),
      words.map(({ found }) => found),
    );
    return [extractor, { report, precision, f1_score: f1, accuracy }] as const;
  });
  return Object.fromEntries(evaluations);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const wordsOf = (text: string): Span[] =>
  [...text.matchAll(/\S+/g)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

function at(mentions: readonly EntityMention[], { start, end }: Span): string {
  const found = mentions.find((mention) => mention.start < end && mention.end > start);
  return found ? [found.entity, found.role].filter(Boolean).join('.') : NO_ENTITY;
}

function answersOf(heard: readonly Heard[]): object {
  const asked = heard.filter(({ example }) => example.intent.includes('/'));
  const predictions = asked.map(({ example, result }) => ({
    text: example.text,
    intent_response_key_target: example.intent,
    intent_response_key_prediction: answerOf(result, baseOf(example.intent)),
  }));
  const { report, precision, f1, accuracy } = classificationReport(
    predictions.map((one) => one.intent_response_key_target),
    predictions.map((one) => one.intent_response_key_prediction),
  );
  return { report, precision, f1_score: f1, accuracy, predictions };
}

function answerOf({ response_selector: selectors }: ParseResult, intent: string): string {
  const chosen = Object(Object(selectors)[intent] ?? Object(selectors).default);
  const key: unknown = Object(chosen.response).intent_response_key;
  return typeof key === 'string' ? key : '';
}
