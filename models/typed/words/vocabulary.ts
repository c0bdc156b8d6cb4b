/** Units in which lengths of time are said. */
export type DurationUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Parts of the day, by chrono-node's names. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

/** Words of times that chrono-node does not know in a language, or reads wrongly. */
export interface TimeWords {
  /** Days from today. */
  readonly days?: Readonly<Record<string, number>>;
  /** Sunday is 0. */
  readonly weekdays?: Readonly<Record<string, number>>;
  readonly parts?: Readonly<Record<string, DayPart>>;
  /**
   * The source of a pattern of a time of the day: group `hour` in figures or words; `minute`, `half`, `quarter` and
   * `part` (a key of `parts`) where they are said. `{hour}` and `{part}` stand for the two groups.
   */
  readonly clock?: string;
  /** The source of a pattern of a day of the month without its month; `{day}` stands for its figures. */
  readonly monthDay?: string;
  /** The words around the start of a span of time, such as "between" and "and". */
  readonly span?: readonly [before: string, behind: string];
}

/** The words of one language for numbers, units and times; all in lower case, several words with single spaces. */
export interface Vocabulary {
  readonly numbers: Readonly<Record<string, number>>;
  /** Words that multiply what is before them: hundred, thousand. */
  readonly scales: Readonly<Record<string, number>>;
  /** Words between the parts of a number, such as "and" in "two hundred and five". */
  readonly joiners: readonly string[];
  /** Words for one that are a number only with a unit behind them. */
  readonly articles: readonly string[];
  readonly halves: readonly string[];
  /** Words behind a length of time that add half a unit to it: two hours "and a half". */
  readonly andHalf: readonly string[];
  /** What stands before a number's fraction. */
  readonly decimal: '.' | ',';
  /** The signs that part figures into groups. */
  readonly thousands: string;
  readonly durations: Readonly<Record<string, DurationUnit>>;
  readonly ordinals: Readonly<Record<string, number>>;
  /** The source of a pattern of what makes figures an ordinal, such as `st|nd|rd|th`. */
  readonly ordinalEnds: string;
  /** Words for currencies, and the unit that Duckling calls them by; signs and ISO codes go without saying. */
  readonly currencies: Readonly<Record<string, string>>;
  /** Words for units of measure by the unit's name in Duckling; abbreviations go without saying. */
  readonly measures: Readonly<Record<string, string>>;
  /** Words between the two ends of a range of amounts. */
  readonly between: readonly string[];
  /** Words before a time that is the end, or the start, of an open span. */
  readonly until: readonly string[];
  readonly since: readonly string[];
  /** The source of a pattern of words that mean a calendar week as a whole. */
  readonly wholeWeek: string;
  readonly times?: TimeWords;
}

/** Numbers from `first` on, by a list of their words; `/` separates other spellings. */
export function counted(words: string, first: number, step = 1): Record<string, number> {
  const entries = words
    .split(' ')
    .flatMap((word, at) =>
      word.split('/').map((spelling) => [spelling.replaceAll('_', ' '), first + at * step] as const),
    );
  return Object.fromEntries(entries);
}

/** The same value for several words. */
export function alike<T>(value: T, words: string): Record<string, T> {
  return Object.fromEntries(words.split(' ').map((word) => [word.replaceAll('_', ' '), value]));
}
