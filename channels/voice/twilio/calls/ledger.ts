import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import type { CallRequest, CampaignRequest, Hours } from './requests.js';

/** What became of a call. */
export type Outcome =
  | 'human'
  | 'machine'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled'
  /** Twilio does not dial the number. */
  | 'invalid'
  /** It is on the list of those not to be called. */
  | 'refused'
  /** Nothing was heard of it. */
  | 'lost';

/** What the bot needs to know of a call when it is answered. */
export interface CallContent extends Pick<CallRequest, 'welcome' | 'prompt' | 'metadata' | 'voicemail'> {
  /** Zones of the callee, by number or as given. */
  readonly zones?: readonly string[];
}

/** A call of the ledger. */
export interface CallRow {
  readonly id: string;
  readonly campaignId: string | undefined;
  readonly number: string;
  readonly content: CallContent;
  readonly status: 'waiting' | 'dialling' | 'ringing' | 'answered' | 'ended';
  readonly outcome: Outcome | undefined;
  readonly attempts: number;
  readonly sid: string | undefined;
  readonly error: string | undefined;
}

/** What a campaign is run by. */
export type CampaignSettings = Pick<CampaignRequest, 'rate' | 'retries'> & { readonly hours: Hours };

/** A campaign and how far it is. */
interface CampaignReport {
  readonly id: string;
  readonly name: string;
  readonly status: 'running' | 'stopped' | 'done';
  /** How many calls have each outcome, or status while they have none. */
  readonly calls: Readonly<Record<string, number>>;
}

/** Keeps outbound calls in the database. */
export interface Ledger {
  /** Adds a call that is dialled at once; `undefined` when its id is known already. */
  add(id: string, number: string, content: CallContent): Promise<CallRow | undefined>;
  find(id: string): Promise<CallRow | undefined>;
  addCampaign(
    id: string,
    name: string,
    settings: CampaignSettings,
    calls: readonly { readonly number: string; readonly content: CallContent; readonly dueAt: Date }[],
  ): Promise<void>;
  report(campaignId: string): Promise<CampaignReport | undefined>;
  stop(campaignId: string): Promise<boolean>;
  /** The campaigns that have calls waiting, and when the next of each is due. */
  running(): Promise<readonly { readonly id: string; readonly settings: CampaignSettings; readonly dueAt: Date }[]>;
  /**
   * Takes the next call of a campaign to be dialled, if its rate allows one; other processes take others. `callingTime`
   * says when a callee may be called: now, or later.
   */
  claim(
    campaignId: string,
    settings: CampaignSettings,
    now: Date,
    callingTime: (content: CallContent) => Date | undefined,
  ): Promise<CallRow | undefined>;
  placed(id: string, sid: string): Promise<void>;
  rings(id: string, sid: string, status: 'ringing' | 'answered', outcome?: Outcome): Promise<void>;
  /** A call has ended; when nobody was reached it waits again, as often as its campaign says. */
  ended(id: string, sid: string | undefined, outcome: Outcome, error?: string): Promise<void>;
  /** A call was not placed and is dialled again later; the attempt does not count. */
  putBack(id: string, dueAt: Date, error: string): Promise<void>;
  /** Gives up calls of which nothing was heard since `before`; they are not dialled again. */
  giveUp(before: Date): Promise<number>;
  refuse(number: string): Promise<void>;
  allow(number: string): Promise<boolean>;
  isRefused(number: string): Promise<boolean>;
}

const columns = 'id, campaign_id, number, request, status, outcome, attempts, sid, error';
/** Calls that are looked at to find one that may be dialled now. */
const lookAhead = 200;

type Raw = Readonly<Record<string, unknown>>;

/** Opens the ledger of a database that has its tables. */
export function openLedger(database: DataSource): Ledger {
  const query = (text: string, values: readonly unknown[] = [], at: EntityManager = database.manager) =>
    at.query<Raw[]>(text, [...values]);

  return {
    async add(id, number, content) {
      const [row] = await query(
        `INSERT INTO phone_calls (id, number, request, status, attempts, due_at, dialled_at)
         VALUES ($1, $2, $3, 'dialling', 1, now(), now()) ON CONFLICT DO NOTHING RETURNING ${columns}`,
        [id, number, JSON.stringify(content)],
      );
      return row && readRow(row);
    },
    async find(id) {
      const [row] = await query(`SELECT ${columns} FROM phone_calls WHERE id = $1`, [id]);
      return row && readRow(row);
    },
    async addCampaign(id, name, settings, calls) {
      await database.transaction(async (at) => {
        const added = await query(
          'INSERT INTO phone_campaigns (id, name, settings) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
          [id, name, JSON.stringify(settings)],
          at,
        );
        if (added.length === 0) return;
        await query(
          `INSERT INTO phone_calls (id, campaign_id, number, request, status, due_at)
           SELECT c.id, $1, c.number, c.request, 'waiting', c.due_at
           FROM unnest($2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[]) AS c (id, number, request, due_at)
           ON CONFLICT DO NOTHING`,
          [
            id,
            calls.map(() => randomUUID()),
            calls.map(({ number }) => number),
            calls.map(({ content }) => JSON.stringify(content)),
            calls.map(({ dueAt }) => dueAt.toISOString()),
          ],
          at,
        );
      });
    },
    async report(campaignId) {
      const [campaign] = await query('SELECT name, status FROM phone_campaigns WHERE id = $1', [campaignId]);
      if (!campaign) return undefined;
      const rows = await query(
        `SELECT coalesce(CASE WHEN status = 'ended' THEN outcome END, status) AS state, count(*)::integer AS calls
         FROM phone_calls WHERE campaign_id = $1 GROUP BY 1`,
        [campaignId],
      );
      const calls = Object.fromEntries(rows.map(({ state, calls: count }) => [String(state), Number(count)]));
      const isDone = ['waiting', 'dialling', 'ringing', 'answered'].every((state) => !(state in calls));
      const status = campaign.status === 'stopped' ? 'stopped' : isDone ? 'done' : 'running';
      return { id: campaignId, name: String(campaign.name), status, calls };
    },
    async stop(campaignId) {
      const rows = await query(
        `WITH stopped AS (UPDATE phone_campaigns SET status = 'stopped' WHERE id = $1 RETURNING id)
         SELECT id FROM stopped`,
        [campaignId],
      );
      return rows.length > 0;
    },
    async running() {
      const rows = await query(
        `SELECT g.id, g.settings, min(c.due_at) AS due_at FROM phone_campaigns g
         JOIN phone_calls c ON c.campaign_id = g.id AND c.status = 'waiting'
         WHERE g.status = 'running' GROUP BY g.id ORDER BY due_at`,
      );
      return rows.map(({ id, settings, due_at }) => ({
        id: String(id),
        settings: settings as CampaignSettings,
        dueAt: due_at as Date,
      }));
    },
    claim(campaignId, settings, now, callingTime) {
      return database.transaction(async (at) => {
        // The lock makes processes take turns, so that together they keep the rate.
        const [campaign] = await query('SELECT status FROM phone_campaigns WHERE id = $1 FOR UPDATE', [campaignId], at);
        if (campaign?.status !== 'running') return undefined;
        const [latest] = await query(
          'SELECT max(dialled_at) AS dialled_at FROM phone_calls WHERE campaign_id = $1',
          [campaignId],
          at,
        );
        const dialledAt = latest?.dialled_at;
        if (dialledAt instanceof Date && dialledAt.getTime() + 60_000 / settings.rate > now.getTime()) return undefined;
        const due = await query(
          `SELECT ${columns}, EXISTS (SELECT FROM phone_refusals r WHERE r.number = c.number) AS is_refused
           FROM phone_calls c WHERE campaign_id = $1 AND status = 'waiting' AND due_at <= $2 ORDER BY due_at, id LIMIT $3`,
          [campaignId, now.toISOString(), lookAhead],
          at,
        );
        for (const raw of due) {
          const row = readRow(raw);
          const when = callingTime(row.content);
          if (raw.is_refused === true || when === undefined) {
            const outcome = raw.is_refused === true ? 'refused' : 'failed';
            await query(`UPDATE phone_calls SET status = 'ended', outcome = $2 WHERE id = $1`, [row.id, outcome], at);
          } else if (when > now) {
            await query('UPDATE phone_calls SET due_at = $2 WHERE id = $1', [row.id, when.toISOString()], at);
          } else {
            await query(
              `UPDATE phone_calls
               SET status = 'dialling', attempts = attempts + 1, dialled_at = $2, sid = NULL, error = NULL WHERE id = $1`,
              [row.id, now.toISOString()],
              at,
            );
            return row;
          }
        }
        return undefined;
      });
    },
    async placed(id, sid) {
      await query('UPDATE phone_calls SET sid = coalesce(sid, $2) WHERE id = $1', [id, sid]);
    },
    async rings(id, sid, status, outcome) {
      await query(
        `UPDATE phone_calls SET sid = $2, outcome = coalesce($4, outcome),
           status = CASE WHEN status IN ('ended', 'answered') THEN status ELSE $3 END
         WHERE id = $1 AND status <> 'waiting' AND coalesce(sid, $2) = $2`,
        [id, sid, status, outcome ?? null],
      );
    },
    async ended(id, sid, outcome, error) {
      await query(
        `UPDATE phone_calls c SET
           sid = coalesce($2, sid), error = $4,
           outcome = CASE WHEN $3 = 'human' THEN coalesce(c.outcome, $3) ELSE $3 END,
           status = CASE WHEN again.is_due THEN 'waiting' ELSE 'ended' END,
           due_at = CASE WHEN again.is_due THEN now() + again.pause ELSE c.due_at END
         FROM (
           SELECT d.id,
             $3 IN ('busy', 'no-answer', 'failed')
               AND coalesce(d.attempts <= (g.settings #>> '{retries,times}')::integer, false) AS is_due,
             make_interval(secs => coalesce((g.settings #>> '{retries,after}')::double precision, 0) * 60) AS pause
           FROM phone_calls d LEFT JOIN phone_campaigns g ON g.id = d.campaign_id WHERE d.id = $1) AS again
         WHERE c.id = again.id AND c.status IN ('dialling', 'ringing', 'answered')
           AND ($2::text IS NULL OR coalesce(c.sid, $2) = $2)`,
        [id, sid ?? null, outcome, error ?? null],
      );
    },
    async putBack(id, dueAt, error) {
      await query(
        `UPDATE phone_calls SET status = 'waiting', attempts = attempts - 1, due_at = $2, error = $3
         WHERE id = $1 AND status = 'dialling'`,
        [id, dueAt.toISOString(), error],
      );
    },
    async giveUp(before) {
      const rows = await query(
        `WITH lost AS (
           UPDATE phone_calls SET status = 'ended', outcome = coalesce(outcome, 'lost')
           WHERE status IN ('dialling', 'ringing') AND dialled_at < $1
             OR status = 'answered' AND dialled_at < $1::timestamptz - interval '4 hours' RETURNING id)
         SELECT id FROM lost`,
        [before.toISOString()],
      );
      return rows.length;
    },
    async refuse(number) {
      await query('INSERT INTO phone_refusals (number) VALUES ($1) ON CONFLICT DO NOTHING', [number]);
    },
    async allow(number) {
      const rows = await query(
        'WITH gone AS (DELETE FROM phone_refusals WHERE number = $1 RETURNING number) SELECT number FROM gone',
        [number],
      );
      return rows.length > 0;
    },
    async isRefused(number) {
      return (await query('SELECT FROM phone_refusals WHERE number = $1', [number])).length > 0;
    },
  };
}

function readRow(row: Raw): CallRow {
  return {
    id: String(row.id),
    campaignId: row.campaign_id === null ? undefined : String(row.campaign_id),
    number: String(row.number),
    content: row.request as CallContent,
    status: row.status as CallRow['status'],
    outcome: (row.outcome as Outcome | null) ?? undefined,
    attempts: Number(row.attempts),
    sid: row.sid === null ? undefined : String(row.sid),
    error: row.error === null ? undefined : String(row.error),
  };
}
