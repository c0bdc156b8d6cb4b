import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { confidenceBins, type SurePrediction } from './calibration.js';
import { isRight, type NluEvaluation } from './evaluate-nlu.js';
import { type EntityEvaluation, foundIn, isSame } from './judge-entities.js';
import type { LabelEvaluation, Prediction } from './judge-labels.js';
import type { JudgedExample } from './judged-example.js';
import { drawConfusion } from './pictures/draw-confusion.js';
import { drawHistogram } from './pictures/draw-histogram.js';
import { drawReliability } from './pictures/draw-reliability.js';

/** Which files are written beside the reports. */
export interface NluResultChoice {
  readonly errors: boolean;
  readonly successes: boolean;
  readonly plots: boolean;
}

/**
 * Writes an evaluation under the names that Rasa gives (`intent_report.json`, `intent_errors.json` …; pictures are SVG in
 * place of PNG), and what Rasa does not have: `entity_report.json` for whole mentions, `calibration.json` and
 * `intent_calibration.svg`.
 */
export async function writeNluResults(
  folder: string,
  evaluation: NluEvaluation,
  choice: NluResultChoice,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = new Map<string, string>();
  const json = (name: string, value: unknown) => files.set(`${name}.json`, `${JSON.stringify(value, null, 2)}\n`);
  const { intents, responses, entities, sureness, judged } = evaluation;
  addLabels('intent', 'Intents', intents, sureness, ['intent', 'intent_prediction']);
  if (responses) {
    const keys = ['intent_response_key_target', 'intent_response_key_prediction'] as const;
    const sure = responses.predictions.map((one) => ({ confidence: one.confidence, isRight: isRight(one) }));
    addLabels('response_selection', 'Answers of response selectors', responses, sure, keys);
  }
  if (entities) addEntities(entities);
  json('calibration', {
    expected_calibration_error: evaluation.calibrationError,
    ranked_accuracy: evaluation.rankedAccuracy,
    fold_accuracies: evaluation.foldAccuracies,
    out_of_scope_auroc: evaluation.outOfScopeAuroc ?? null,
    bins: confidenceBins(sureness, 15),
  });
  if (choice.plots) files.set('intent_calibration.svg', drawReliability('Confidence of intents', sureness));
  for (const [name, text] of files) await writeFile(join(folder, name), text);

  function addLabels(
    name: string,
    title: string,
    own: LabelEvaluation,
    sure: readonly SurePrediction[],
    keys: readonly [string, string],
  ): void {
    const [target, prediction] = keys;
    const told = (one: Prediction) => ({
      text: one.text,
      [target]: one.target,
      [prediction]: { name: one.predicted, confidence: one.confidence },
    });
    json(`${name}_report`, own.report);
    json(`${name}_confusion_matrix`, own.matrix);
    if (choice.errors) json(`${name}_errors`, own.predictions.filter((one) => !isRight(one)).map(told));
    if (choice.successes) json(`${name}_successes`, own.predictions.filter(isRight).map(told));
    if (!choice.plots) return;
    files.set(`${name}_confusion_matrix.svg`, drawConfusion(title, own.matrix));
    files.set(`${name}_histogram.svg`, drawHistogram(`${title}: confidence`, sure));
  }

  function addEntities(found: EntityEvaluation): void {
    json('entity_report', { exact: found.exact.report, overlapping: found.overlapping.report });
    for (const [name, { report, matrix }] of found.extractors) {
      json(`${name}_report`, report);
      json(`${name}_confusion_matrix`, matrix);
      if (choice.plots) files.set(`${name}_confusion_matrix.svg`, drawConfusion(`Words of ${name}`, matrix));
      const outcomes = judged.map((one) => entityOutcome(one, found.names, name));
      const told = (isRight: boolean) => outcomes.filter((one) => one?.isRight === isRight).map((one) => one?.told);
      if (choice.errors) json(`${name}_errors`, told(false));
      if (choice.successes) json(`${name}_successes`, told(true));
    }
  }
}

/** What an extractor made of an example; `undefined` when nothing is marked and it found nothing. */
function entityOutcome({ example, result }: JudgedExample, names: ReadonlySet<string>, extractor: string) {
  const found = foundIn(result, names).filter((one) => (one.extractor ?? 'unknown') === extractor);
  if (found.length + example.entities.length === 0) return undefined;
  const isRight =
    found.length === example.entities.length &&
    found.every((one) => example.entities.some((mark) => isSame(one, mark)));
  return { isRight, told: { text: example.text, entities: example.entities, predicted_entities: found } };
}
