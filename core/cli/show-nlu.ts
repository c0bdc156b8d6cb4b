import pc from 'picocolors';
import { formatPlace } from '../place.js';
import { intentPrediction, isRight, type NluEvaluation } from '../testing/nlu/evaluate-nlu.js';
import type { LabelScores } from '../testing/stories/classification-report.js';

const WEAKEST = 10;

/** The figures of an evaluation in a few lines. */
export function showNlu(evaluation: NluEvaluation): string {
  const { judged, intents, responses, entities, outOfScopeAuroc, foldAccuracies } = evaluation;
  const lines = [
    row(
      'Intents',
      `${percent(intents.accuracy)} right of ${judged.length}, F1 ${percent(intents.f1)}, precision ${percent(intents.precision)}`,
    ),
    row('', `${percent(evaluation.rankedAccuracy)} ranked first, however sure`),
  ];
  if (foldAccuracies.length > 1) lines.push(row('', `by fold: ${foldAccuracies.map(percent).join(', ')}`));
  if (responses) lines.push(row('Responses', `${percent(responses.accuracy)} right, F1 ${percent(responses.f1)}`));
  if (entities) {
    lines.push(row('Entities', `exact: ${scores(entities.exact.micro)}`));
    lines.push(row('', `overlapping: ${scores(entities.overlapping.micro)}`));
  }
  lines.push(row('Calibration', `error ${percent(evaluation.calibrationError)}`));
  if (outOfScopeAuroc !== undefined) lines.push(row('Out of scope', `AUROC ${outOfScopeAuroc.toFixed(3)}`));
  return [...lines, ...weakest(evaluation)].join('\n');
}

const row = (name: string, text: string): string => `${pc.bold(name.padEnd(14))}${text}`;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const scores = ({ precision, recall, 'f1-score': f1 }: LabelScores): string =>
  `F1 ${percent(f1)}, precision ${percent(precision)}, recall ${percent(recall)}`;

/** The intents that go wrong most often, and what they are taken for. */
function weakest({ intents: { matrix } }: NluEvaluation): string[] {
  const { labels, counts } = matrix;
  const rows = labels.map((label, at) => {
    const all = (counts[at] ?? []).reduce((sum, count) => sum + count, 0);
    const others = labels
      .map((other, column) => ({ other, count: column === at ? 0 : (counts[at]?.[column] ?? 0) }))
      .filter(({ count }) => count > 0)
      .sort((one, other) => other.count - one.count);
    return { label, all, wrong: others.reduce((sum, { count }) => sum + count, 0), others };
  });
  const worst = rows
    .filter(({ wrong }) => wrong > 0)
    .sort((one, other) => other.wrong - one.wrong || other.wrong / other.all - one.wrong / one.all);
  if (worst.length === 0) return [];
  const width = Math.max(...worst.slice(0, WEAKEST).map(({ label }) => label.length));
  return [
    pc.bold('\nMost mistakes'),
    ...worst.slice(0, WEAKEST).map(({ label, all, wrong, others }) => {
      const taken = others.slice(0, 3).map(({ other, count }) => `${other || '(none)'} ${count}`);
      return `  ${label.padEnd(width)}  ${String(wrong).padStart(3)} of ${String(all).padEnd(4)} ${pc.dim(`taken for ${taken.join(', ')}`)}`;
    }),
  ];
}

/** The messages whose intent is wrong, the surest mistakes first. */
export function showNluErrors({ judged }: NluEvaluation, most: number): string {
  const wrong = judged
    .map((one) => ({ place: one.example.place, ...intentPrediction(one) }))
    .filter((one) => !isRight(one))
    .sort((one, other) => other.confidence - one.confidence);
  if (wrong.length === 0) return '';
  const lines = wrong.slice(0, most).map(({ place, text, target, predicted, confidence }) => {
    const mistake = `${target} ${pc.dim('taken for')} ${pc.yellow(predicted || '(none)')} ${pc.dim(confidence.toFixed(2))}`;
    return `  "${text}"  ${mistake}  ${pc.dim(formatPlace(place))}`;
  });
  const rest = wrong.length - lines.length;
  if (rest > 0) lines.push(pc.dim(`  and ${rest} more; --verbose shows all`));
  return [pc.bold('\nMistakes'), ...lines].join('\n');
}
