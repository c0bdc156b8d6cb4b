import { formatPlace } from '../place.js';
import { type Problem, warningAt } from '../project/problem.js';
import type { DataPart, Synonym } from './data-part.js';
import type { NluData, TrainingData } from './training-data.js';

/** Puts together what the files of a project give to learn from, in the order of the files. */
export function mergeData(parts: readonly DataPart[], problems: Problem[]): TrainingData {
  const languages = new Set(parts.flatMap(({ language }) => language ?? []));
  const inLanguage = (wanted: string | undefined): DataPart[] => parts.filter(({ language }) => language === wanted);
  const others = [...languages].map((language) => {
    const { examples, ...rest } = mergeNlu(inLanguage(language), problems);
    return [language, { ...rest, examples: examples.map((example) => ({ ...example, language })) }] as const;
  });
  return {
    nlu: mergeNlu(inLanguage(undefined), problems),
    ...(others.length > 0 ? { otherNlu: new Map(others) } : {}),
    stories: parts.flatMap((part) => part.stories),
    rules: parts.flatMap((part) => part.rules),
  };
}

function mergeNlu(parts: readonly DataPart[], problems: Problem[]): NluData {
  return {
    examples: parts.flatMap((part) => part.nlu.examples),
    synonyms: mergeSynonyms(
      parts.flatMap((part) => part.nlu.synonyms),
      problems,
    ),
    regexes: parts.flatMap((part) => part.nlu.regexes),
    lookups: mergeLookups(parts.flatMap((part) => part.nlu.lookups)),
  };
}

/** All that there is to train one of a bot's languages with: tables, patterns and synonyms of its own language count in all. */
export function nluOf(language: string, { nlu, otherNlu }: TrainingData): NluData {
  const own = otherNlu?.get(language);
  if (!own) return nlu;
  return {
    examples: own.examples,
    synonyms: new Map([...nlu.synonyms, ...own.synonyms]),
    regexes: [...nlu.regexes, ...own.regexes],
    lookups: mergeLookups([...nlu.lookups, ...own.lookups]),
  };
}

function mergeSynonyms(synonyms: readonly Synonym[], problems: Problem[]): Map<string, string> {
  const merged = new Map<string, Synonym>();
  for (const synonym of synonyms) {
    const { value, place } = synonym;
    const spelling = synonym.spelling.toLowerCase();
    const earlier = merged.get(spelling);
    if (!earlier) merged.set(spelling, synonym);
    else if (earlier.value !== value) {
      const parameters = { spelling, value, earlier: earlier.value, other: formatPlace(earlier.place) };
      problems.push(warningAt(place, 'SYNONYM_CLASH', parameters));
    }
  }
  for (const { spelling, value, place } of merged.values()) {
    const further = merged.get(value.toLowerCase())?.value ?? value;
    if (further === value || spelling.toLowerCase() === value.toLowerCase()) continue;
    problems.push(warningAt(place, 'SYNONYM_CHAIN', { spelling, value, further }));
  }
  return new Map([...merged].map(([spelling, { value }]) => [spelling, value]));
}

/** Tables of one name are one table, as in Rasa. */
function mergeLookups(lookups: NluData['lookups']): NluData['lookups'] {
  const merged = new Map<string, NluData['lookups'][number]>();
  for (const lookup of lookups) {
    const earlier = merged.get(lookup.name);
    const values = earlier ? [...new Set([...earlier.values, ...lookup.values])] : lookup.values;
    merged.set(lookup.name, { ...lookup, values, place: earlier?.place ?? lookup.place });
  }
  return [...merged.values()];
}
