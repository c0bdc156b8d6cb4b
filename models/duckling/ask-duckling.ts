import { z } from 'zod';

/** What a Duckling server is asked with each message. */
export interface DucklingQuestion {
  readonly text: string;
  /** Language and country, such as `en_GB`. */
  readonly locale: string;
  /** IANA zone. */
  readonly zone: string;
  readonly sentAt: Date;
  /** Duckling's names; all unless given. */
  readonly dimensions: readonly string[] | undefined;
}

/** One result of Duckling, in its own words. */
export type DucklingResult = z.infer<typeof result>;

const result = z.looseObject({
  body: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  dim: z.string(),
  value: z.record(z.string(), z.unknown()),
});
const answers = z.array(result);

/**
 * Asks a Duckling server (`POST /parse` with a form, as its README has it) what it finds in a text. Offsets come back
 * in UTF-16 units; the server counts whole characters.
 *
 * @throws {Error} when the server cannot be reached, takes longer than `timeoutMs`, or answers something else.
 */
export async function askDuckling(
  url: string,
  question: DucklingQuestion,
  timeoutMs: number,
): Promise<DucklingResult[]> {
  const form = new URLSearchParams({
    text: question.text,
    locale: question.locale,
    tz: question.zone,
    reftime: String(question.sentAt.getTime()),
  });
  if (question.dimensions) form.set('dims', JSON.stringify(question.dimensions));
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(`${url.replace(/\/+$/, '')}/parse`, { method: 'POST', body: form, signal });
  if (!response.ok) throw new Error(`it answered with status ${response.status}`);
  const found = answers.parse(await response.json());
  const places = placesOf(question.text);
  return found.map((one) => ({
    ...one,
    start: places[one.start] ?? question.text.length,
    end: places[one.end] ?? question.text.length,
  }));
}

/** The UTF-16 offset of every whole character. */
function placesOf(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  return places;
}
