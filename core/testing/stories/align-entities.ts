import type { EntityMention } from '../../nlu/parse-result.js';
import type { JudgedEntities } from './outcome.js';

/** Stands where there is no entity, as in Rasa's reports. */
const NONE = 'None';

/** Entities side by side: those on the same words are a pair, all others stand against `None`. */
export function alignEntities(all: readonly JudgedEntities[]): { targets: string[]; predictions: string[] } {
  const targets: string[] = [];
  const predictions: string[] = [];
  for (const { text, targets: wanted, predicted } of all) {
    const left = predicted.toSorted(byPlace);
    for (const entity of wanted.toSorted(byPlace)) {
      const at = left.findIndex((other) => byPlace(entity, other) === 0);
      const [found] = at < 0 ? [] : left.splice(at, 1);
      targets.push(labelOf(text, entity));
      predictions.push(found ? labelOf(text, found) : NONE);
    }
    for (const entity of left) {
      targets.push(NONE);
      predictions.push(labelOf(text, entity));
    }
  }
  return { targets, predictions };
}

const byPlace = (a: EntityMention, b: EntityMention): number => a.start - b.start || a.end - b.end;

const labelOf = (text: string, { start, end, entity, value }: EntityMention): string =>
  `[${text.slice(start, end)}]{"entity": ${JSON.stringify(entity)}, "value": ${JSON.stringify(String(value))}}`;
