import { formatError, type Logger, ParleyError } from '../../../../core/index.js';
import { nextCallingTime } from './hours.js';
import type { CallRow, CampaignSettings, Ledger } from './ledger.js';
import type { PlaceCall } from './rest.js';

/** What calls are dialled with. */
export interface DiallerOptions {
  readonly ledger: Ledger;
  readonly placeCall: PlaceCall;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/** Dials what the ledger holds. */
export interface Dialler {
  /** Dials one call; its row is `dialling` already. @throws ParleyError TWILIO_REFUSED, TWILIO_UNREACHABLE */
  dial(row: Pick<CallRow, 'id' | 'number'>): Promise<void>;
  /** There may be something to do. */
  wake(): void;
  /** Resolves when nothing is being dialled any more. */
  idle(): Promise<void>;
}

/** Longest sleep, in ms: other processes may have added calls. */
const longestSleep = 15_000;
/** Without news of a call for so long it is given up, in ms; it may have been placed, so it is not dialled again. */
const lostAfter = 15 * 60_000;
/** After a refusal that is not about the number the campaign rests, in ms. */
const rest = 60_000;

/** Starts to work off campaigns, as many calls a minute as each allows. */
export function startDialler({ ledger, placeCall, log, signal }: DiallerOptions): Dialler {
  const dialling = new Set<Promise<void>>();
  let wake: () => void = () => undefined;

  async function dial({ id, number }: Pick<CallRow, 'id' | 'number'>): Promise<void> {
    const { sid } = await placeCall({ to: number, id });
    await ledger.placed(id, sid);
    log.info({ call: id, sid }, 'a call was placed');
  }

  /** Refusals that are not about the number are tried again later; without an answer nobody knows whether there is a call. */
  async function dialForCampaign(row: CallRow): Promise<void> {
    try {
      await dial(row);
    } catch (error) {
      const reason = formatError(error);
      const status = error instanceof ParleyError && error.code === 'TWILIO_REFUSED' ? statusIn(error) : 0;
      log.error({ call: row.id, reason }, 'a call could not be placed');
      if (status === 0) return;
      const isAboutNumber = status === 400 || status === 404;
      if (isAboutNumber) await ledger.ended(row.id, undefined, 'invalid', reason);
      else await ledger.putBack(row.id, new Date(Date.now() + rest), reason);
    }
  }

  /** Takes what is due; returns how long there is nothing to do, in ms. */
  async function work(): Promise<number> {
    const lost = await ledger.giveUp(new Date(Date.now() - lostAfter));
    if (lost > 0) log.warn({ calls: lost }, 'calls were given up, since nothing was heard of them');
    let sleep = longestSleep;
    for (const { id, settings, dueAt } of await ledger.running()) {
      const now = new Date();
      const row = dueAt <= now ? await ledger.claim(id, settings, now, callingTimeOf(settings, now)) : undefined;
      if (row) {
        const work = dialForCampaign(row)
          .catch((error: unknown) => log.error({ call: row.id, reason: formatError(error) }, 'a call is not recorded'))
          .finally(() => dialling.delete(work));
        dialling.add(work);
      }
      sleep = Math.min(sleep, Math.max(60_000 / settings.rate, dueAt.getTime() - now.getTime()));
    }
    return sleep;
  }

  async function walk(): Promise<void> {
    while (!signal.aborted) {
      const sleep = await work().catch((error: unknown) => {
        log.error({ reason: formatError(error) }, 'campaigns could not be worked on; they are tried again');
        return longestSleep;
      });
      await new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        const timer = setTimeout(resolve, sleep);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  signal.addEventListener('abort', () => wake());
  const walking = walk();
  return {
    dial,
    wake: () => wake(),
    async idle() {
      await walking;
      await Promise.all(dialling);
    },
  };
}

const callingTimeOf =
  ({ hours }: CampaignSettings, now: Date) =>
  ({ zones = [] }: CallRow['content']): Date | undefined =>
    nextCallingTime(hours, zones, now);

/** The HTTP status in a refusal of Twilio; 0 when it did not answer. */
function statusIn({ cause }: ParleyError): number {
  const status: unknown = Object(cause).status;
  return typeof status === 'number' ? status : 0;
}
