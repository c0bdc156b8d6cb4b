import type { ChannelContext } from '../../../../core/index.js';
import type { Opening } from '../call.js';
import type { PhoneConfig } from '../config.js';
import { type Step, sayOf } from '../encode.js';
import { twilioError } from '../errors.js';
import type { CallForm } from '../webhook.js';
import { startDialler } from './dialler.js';
import { type Ledger, type Outcome, openLedger } from './ledger.js';
import { createPlaceCall } from './rest.js';
import { callRoutes } from './routes.js';

/** Calls that the bot makes. */
export interface Outbound {
  /** What an answered call begins with. */
  openingOf(id: string | undefined): Promise<Opening>;
  /** Who took a call; for a machine, what it is told before the call ends. */
  answered(
    id: string,
    form: CallForm,
  ): Promise<{ readonly by: 'human' } | { readonly by: 'machine'; readonly tell: readonly Step[] }>;
  /** Notes what Twilio tells of a call. */
  noteStatus(id: string, form: CallForm): Promise<void>;
  /** The number is not called any more. */
  refuse(number: string): Promise<void>;
  close(): Promise<void>;
}

/** Characters of `/calls` bodies at most, in bytes: 20,000 numbers with what is known of each. */
const bodyBytes = 5_000_000;

/** Opens `/calls` and goes on with the campaigns that are in the database. */
export function openOutbound(context: ChannelContext, config: PhoneConfig): Outbound {
  const { database, log, signal } = context;
  if (!database) throw twilioError('TWILIO_NO_DATABASE');
  const ledger: Ledger = openLedger(database);
  const dialler = startDialler({ ledger, placeCall: createPlaceCall(config), log, signal });
  context.mount(callRoutes(ledger, dialler, context.requireToken), { path: '/calls', bodyBytes });

  return {
    async openingOf(id) {
      const row = id === undefined ? undefined : await ledger.find(id);
      if (!row) return {};
      const { welcome, prompt, metadata } = row.content;
      const campaign = row.campaignId === undefined ? {} : { campaign: row.campaignId };
      return { welcome, prompt, facts: { ...metadata, outbound_call: row.id, ...campaign } };
    },
    async answered(id, { AnsweredBy = 'unknown', CallSid }) {
      const isMachine = /^(machine|fax)/.test(AnsweredBy);
      await ledger.rings(id, CallSid, 'answered', isMachine ? 'machine' : 'human');
      if (!isMachine) return { by: 'human' };
      const row = await ledger.find(id);
      const text = row?.content.voicemail ?? config.calls?.voicemail;
      const hasBeep = AnsweredBy.startsWith('machine_end');
      return { by: 'machine', tell: text !== undefined && hasBeep ? [sayOf(text)] : [] };
    },
    async noteStatus(id, { CallSid, CallStatus }) {
      if (CallStatus === 'ringing') await ledger.rings(id, CallSid, 'ringing');
      else if (CallStatus === 'in-progress') await ledger.rings(id, CallSid, 'answered');
      else {
        const outcome = outcomes[CallStatus];
        if (outcome) await ledger.ended(id, CallSid, outcome);
      }
      dialler.wake();
    },
    refuse: (number) => ledger.refuse(number),
    close: () => dialler.idle(),
  };
}

/** Statuses that end a call (https://www.twilio.com/docs/voice/api/call-resource#call-status-values). */
const outcomes: Readonly<Record<string, Outcome>> = {
  completed: 'human',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
  canceled: 'canceled',
};
