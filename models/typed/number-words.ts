const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const values = new Map<string, number>([
  ...units.map((word, value) => [word, value] as const),
  ...tens.map((word, at) => [word, (at + 2) * 10] as const),
]);

const unitWords = units.join('|');
const tenWords = tens.join('|');
const smallNumber = `(?:(?:${tenWords})(?:[ -](?:${units.slice(1, 10).join('|')}))?|${unitWords})`;

/** The source of a regular expression of a number in figures or in English words, without groups of its own. */
export const numberSource = `(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:[.,]\\d+)?|${smallNumber}(?: (?:hundred|thousand))?)`;

/** What {@link numberSource} matched, as a number. `1,500` is fifteen hundred, `12,5` twelve and a half. */
export function numberOf(written: string): number {
  const text = written.toLowerCase();
  if (/^\d/.test(text))
    return Number(/^\d{1,3}(,\d{3})+/.test(text) ? text.replaceAll(',', '') : text.replace(',', '.'));
  let sum = 0;
  for (const word of text.split(/[ -]/)) {
    if (word === 'hundred') sum *= 100;
    else if (word === 'thousand') sum *= 1000;
    else sum += values.get(word) ?? 0;
  }
  return sum;
}
