import { type Action, activeLoop, defineAction, type Event, slotSet } from 'parley';
import { readDay, readTime } from '../studio/when.js';
import type { TattooBot, TattooContext, TattooSlots } from '../types.js';
import { valueBefore, withoutMisheard } from './misheard.js';
import { isPicture, takePicture } from './pictures.js';

/** The name of a slot of this pack. */
export type SlotName = keyof TattooSlots;

/** The slots while a form judges a message: what is set here is what the form goes on with. */
export type Draft = { -readonly [Name in SlotName]: TattooSlots[Name] | null };

/** A message being judged. */
export interface Judging {
  readonly context: TattooContext;
  readonly draft: Draft;
  /** The slots that the message brought. */
  readonly brought: ReadonlySet<SlotName>;
  /** Whether it brought only this one slot: if that can't be read, it has to be said. */
  readonly alone: boolean;
  /** Ends the form as it stands. */
  end(): void;
}

type Judge = (value: string, judging: Judging) => Promise<unknown> | unknown;

/** How a form takes answers. */
export interface TattooForm {
  readonly form: string;
  /** For each slot what to make of an answer: the value to keep, or `null` to ask again. */
  readonly answers: { readonly [Name in SlotName]?: Judge };
  /** Runs after the answers: draws conclusions from them, such as a new day that needs a new time. */
  readonly settle?: (judging: Judging) => Promise<void> | void;
  /** The slots to ask for, in order, as far as they are empty. */
  readonly asks: (draft: Readonly<Draft>) => readonly SlotName[];
}

/**
 * Declares the validation of a form in which one answer can change others. Slots are judged in the order of
 * `answers`, so that the artist is known before the day and the day before the time.
 */
export function defineTattooForm(form: TattooForm): Action {
  return defineAction<TattooBot>({
    name: `validate_${form.form}`,
    run: async (given) => {
      const before: Draft = { ...given.slots };
      const draft: Draft = { ...before };
      const heard = broughtSlots(given.events);
      const brought = isPicture(given.latestMessage) ? takePicture(given, draft, heard) : heard;
      const context = withoutMisheard(given, draft, brought);
      if (heard.size === 0 && brought.size === 0) takeBareAnswer(context, draft, brought);
      let isEnded = false;
      const end = () => {
        isEnded = true;
      };
      const judging: Judging = { context, draft, brought, alone: brought.size === 1, end };
      for (const [name, judge] of Object.entries(form.answers) as [SlotName, Judge][]) {
        const value = draft[name];
        if (!brought.has(name) || value === null) continue;
        const taken = typeof value === 'string' ? await judge(value, judging) : value;
        const isMisheard = taken === null && kept.has(name) && draft.requested_slot !== name && !judging.alone;
        Object.assign(draft, { [name]: isMisheard ? valueBefore(context.events, name) : taken });
      }
      await form.settle?.(judging);
      if (isEnded) return [...changes(before, draft, brought), slotSet('requested_slot', null), activeLoop(null)];
      const next = form.asks(draft).find((name) => draft[name] === null) ?? null;
      return [...changes(before, draft, brought), slotSet('requested_slot', next)];
    },
  });
}

/** What a message only seemed to say of these, while it was about something else, does not undo what is known. */
const kept: ReadonlySet<SlotName> = new Set(['artist', 'style', 'body_part', 'size', 'color', 'name']);

/** The form puts the candidates behind its own action event. */
function broughtSlots(events: readonly Event[]): Set<SlotName> {
  const start = events.findLastIndex((event) => event.event === 'action');
  const names = events.slice(start + 1).flatMap((event) => (event.event === 'slot' ? [event.name as SlotName] : []));
  return new Set(names.filter((name) => name !== 'requested_slot'));
}

/** The entities that answer a question, where they are not named like the slot. */
const answeredBy: { readonly [Name in SlotName]?: readonly string[] } = { contact: ['phone', 'email'] };

/**
 * "Dmitri", "5 pm": a message that is nothing but a mention of what was asked for is the answer, whatever intent so few
 * words were taken for.
 */
function takeBareAnswer({ latestMessage, now }: TattooContext, draft: Draft, brought: Set<SlotName>): void {
  const asked = draft.requested_slot as SlotName | null;
  if (asked === 'idea' && isIdea(latestMessage)) {
    draft.idea = latestMessage.text;
    brought.add('idea');
    return;
  }
  if (!asked || latestMessage.text.startsWith('/')) return;
  const isReadable =
    asked === 'time' ? readTime(latestMessage.text) : asked === 'date' && readDay(latestMessage.text, now);
  if (isReadable && latestMessage.text.split(/\s+/).length <= 4) {
    Object.assign(draft, { [asked]: latestMessage.text });
    brought.add(asked);
    return;
  }
  const kinds = answeredBy[asked] ?? [asked];
  const mention = latestMessage.entities.find(({ entity }) => kinds.includes(entity));
  if (!mention) return;
  const isWhole = mention.end - mention.start >= latestMessage.text.replace(/[\s.!?]+$/, '').length;
  if (!isWhole) return;
  Object.assign(draft, { [asked]: String(mention.value) });
  brought.add(asked);
}

/** Intents that a described idea is easily taken for. */
const nearIdeas = new Set([
  'ask_cover_up',
  'ask_custom_design',
  'ask_placement_advice',
  'ask_style_info',
  'ask_touch_up',
  'give_feedback',
  'out_of_scope',
  'recommend_artist',
  'recommend_style',
]);

const asksSomething =
  /\?|^\s*(?:who|what|which|where|when|how|why|do|does|can|could|would|should|is|are|show|tell|recommend|suggest)\b/i;

function isIdea({ intent, text }: TattooContext['latestMessage']): boolean {
  return nearIdeas.has(intent.name ?? '') && !text.startsWith('/') && !asksSomething.test(text);
}

function changes(before: Draft, after: Draft, brought: ReadonlySet<SlotName>): readonly Event[] {
  return (Object.keys(after) as SlotName[])
    .filter((name) => name !== 'requested_slot' && (brought.has(name) || before[name] !== after[name]))
    .map((name) => slotSet(name, after[name]));
}
