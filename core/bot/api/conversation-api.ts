import { randomUUID } from 'node:crypto';
import type { TurnResult } from '../../dialogue/dialogue.js';
import { ParleyError } from '../../errors.js';
import type { Inbox } from '../../inbox/inbox.js';
import type { BotMessage } from '../../messages/message.js';
import { didYouMean } from '../../nearest.js';
import type { Acted, ConversationApi, ShowOptions } from '../../server/api/backend.js';
import { collectedMessages } from '../../server/parts.js';
import type { Store } from '../../store/store.js';
import type { Event } from '../../tracker/events.js';
import { type IncludedEvents, trackerToJson } from '../../tracker/json.js';
import type { Tracker } from '../../tracker/tracker.js';
import type { Runtime } from '../runtime.js';
import type { DestinationOf } from './destinations.js';
import { predictionOf } from './prediction.js';
import { writeTestStory } from './story.js';

/** What conversations are shown and changed with. */
export interface ConversationParts {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly inbox: Inbox;
  readonly destinationOf: DestinationOf;
}

/** The conversations of a running bot, for the HTTP API. */
export function conversationApi({ store, runtime, inbox, destinationOf }: ConversationParts): ConversationApi {
  const ready = () => {
    if (!runtime.isReady) throw new ParleyError('NO_MODEL_LOADED');
  };
  const allEvents = async (id: string): Promise<readonly Event[]> =>
    (await store.eventsFrom([{ id, seq: 1 }])).get(id) ?? [];

  function show(id: string, events: readonly Event[], include: IncludedEvents): object {
    const tracker = runtime.openTracker(id, events);
    return trackerToJson(tracker, include, wholeLog(tracker, events));
  }
  const now = async (id: string, include: IncludedEvents) => show(id, await allEvents(id), include);

  /** Works in the line of the conversation's messages; what the bot says is sent, or comes back. */
  async function act(
    id: string,
    { include, outputChannel }: ShowOptions,
    work: (tracker: Tracker, signal: AbortSignal) => Promise<TurnResult>,
  ): Promise<Acted> {
    const to = await destinationOf(id, outputChannel);
    let said: readonly BotMessage[] = [];
    await inbox.perform(
      id,
      async (tracker, signal) => {
        const result = await work(tracker, signal);
        said = result.messages;
        return to ? result : { ...result, messages: [] };
      },
      to,
    );
    const tracker = await now(id, include);
    return to ? { tracker } : { tracker, messages: said.flatMap((message) => collectedMessages(id, message)) };
  }

  return {
    async exists(id) {
      ready();
      return (await allEvents(id)).length > 0;
    },
    async tracker(id, include, until) {
      ready();
      const stored = await allEvents(id);
      // A conversation that nobody has had yet is shown as it would begin, and is not begun by being looked at.
      const events = stored.length > 0 ? stored : await beginning(runtime, id);
      const past = until === undefined ? events : events.filter(({ timestamp }) => (timestamp ?? 0) <= until);
      return show(id, past, include);
    },
    async addEvents(id, events, options) {
      ready();
      const to = options.sideEffects ? await destinationOf(id, options.outputChannel) : undefined;
      await inbox.perform(
        id,
        async (tracker, signal) => {
          const added = await runtime.dialogue.add(tracker, events, signal);
          const messages = to ? added.messages : [];
          return { ...added, messages, ...(options.sideEffects ? {} : { recordOnly: true as const }) };
        },
        to,
      );
      return now(id, options.include);
    },
    async replaceEvents(id, events, include) {
      ready();
      const time = Date.now() / 1000;
      await inbox.replace(
        id,
        events.map((event) => ({ ...event, timestamp: event.timestamp ?? time })),
      );
      return now(id, include);
    },
    async story(id, { until, allSessions }) {
      ready();
      const events = await allEvents(id);
      return writeTestStory(id, events, runtime.domain, { until, allSessions });
    },
    async execute(id, { name, policy, confidence }, options) {
      ready();
      return act(id, options, (tracker, signal) =>
        runtime.dialogue.execute(tracker, { action: name, policy, confidence }, signal),
      );
    },
    async trigger(id, { name, entities }, options) {
      ready();
      const { intents } = runtime.domain;
      if (!intents.has(name)) {
        throw new ParleyError('API_INTENT_UNKNOWN', { intent: name, meant: didYouMean(name, [...intents.keys()]) });
      }
      const mentions = entities.map((one) => ({ value: null, ...one, entity: String(one.entity) }));
      return act(id, options, (tracker, signal) =>
        runtime.dialogue.trigger(tracker, { intent: name, entities: mentions }, signal),
      );
    },
    async predict(id) {
      ready();
      const tracker = runtime.openTracker(id, await allEvents(id));
      return predictionOf(runtime, tracker, 'AFTER_RESTART');
    },
    async addMessage(id, { text, parseData }, include) {
      ready();
      const input = { text, messageId: randomUUID().replaceAll('-', ''), receivedAt: new Date(), meaning: parseData };
      await inbox.perform(id, (tracker, signal) => runtime.dialogue.read(tracker, input, signal));
      return now(id, include);
    },
  };
}

/** All events; those of the latest session as the tracker has them, where what nobody heard is cut. */
function wholeLog({ events }: Tracker, all: readonly Event[]): readonly Event[] {
  return [...all.slice(0, all.length - events.length), ...events];
}

async function beginning({ dialogue, openTracker }: Runtime, id: string): Promise<readonly Event[]> {
  return (await dialogue.begin(openTracker(id), new AbortController().signal)).events;
}
