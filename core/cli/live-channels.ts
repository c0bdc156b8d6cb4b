import { z } from 'zod';

/** What a running bot says of its channels. */
export interface LiveChannels {
  readonly url: string;
  /** By name; channels that are not open are not in it. */
  readonly states: ReadonlyMap<string, string>;
}

const health = z.object({ status: z.literal('ok'), state: z.string().default('open') });
/** How long a running bot may take to answer, in ms. */
const timeoutMs = 2_000;

/** Asks the health routes of a running bot; `undefined` when none answers there. */
export async function askRunningBot(url: string, names: readonly string[]): Promise<LiveChannels | undefined> {
  if (!(await ask(`${url}/health/live`))) return undefined;
  const answers = await Promise.all(names.map(async (name) => [name, await ask(`${url}/webhooks/${name}/`)] as const));
  return { url, states: new Map(answers.flatMap(([name, state]) => (state === undefined ? [] : [[name, state]]))) };
}

async function ask(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
    return health.safeParse(await response.json()).data?.state;
  } catch {
    return undefined;
  }
}
