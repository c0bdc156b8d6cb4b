import { askDuckling, type DucklingQuestion, type DucklingResult } from './ask-duckling.js';

/** How long a server that failed is left alone, so that not every message waits for its time limit, ms. */
const pauseMs = 30_000;

/** Asks a Duckling server; `undefined` while it cannot be asked. */
export type DucklingLink = (
  question: DucklingQuestion,
  timeoutMs: number,
) => Promise<readonly DucklingResult[] | undefined>;

const links = new Map<string, DucklingLink>();

/** The link to the server at an address, one for the whole process: all bots hear of its failure once. */
export function ducklingLink(url: string): DucklingLink {
  const known = links.get(url);
  if (known) return known;
  const made = openLink(url);
  links.set(url, made);
  return made;
}

function openLink(url: string): DucklingLink {
  let failing = false;
  let silentUntil = 0;
  return async (question, timeoutMs) => {
    if (Date.now() < silentUntil) return undefined;
    try {
      const found = await askDuckling(url, question, timeoutMs);
      failing = false;
      return found;
    } catch (error) {
      silentUntil = Date.now() + pauseMs;
      if (!failing) process.emitWarning(failure(url, error), 'DucklingServer');
      failing = true;
      return undefined;
    }
  };
}

function failure(url: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return (
    `The Duckling server at ${withoutLogin(url)} did not help: ${reason}. Dates and amounts are read without it until it is back; ` +
    'start it, or mend "url" of DucklingEntityExtractor in config.yml (RASA_DUCKLING_HTTP_URL goes before it).'
  );
}

function withoutLogin(url: string): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  return address.href;
}
