/** What the typed extractor can recognise; the names are Duckling's. */
export const dimensions = [
  'time',
  'duration',
  'amount-of-money',
  'distance',
  'volume',
  'quantity',
  'temperature',
  'number',
  'ordinal',
  'phone-number',
  'email',
  'url',
] as const;

/** One of {@link dimensions}. */
export type Dimension = (typeof dimensions)[number];

/** Something recognised, in the form in which Rasa hands on Duckling's results. */
export interface TypedHit {
  readonly dimension: Dimension;
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  readonly info: Readonly<Record<string, unknown>>;
}
