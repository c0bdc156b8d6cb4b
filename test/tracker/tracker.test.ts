import { describe, expect, it } from 'vitest';
import type { Event, UserEvent } from '../../core/tracker/events.js';
import { slotFeature } from '../../core/tracker/features.js';
import { trackerToJson } from '../../core/tracker/json.js';
import { parseEvent } from '../../core/tracker/parse-event.js';
import { nothingHidden, stateKey } from '../../core/tracker/state.js';
import { createTracker } from '../../core/tracker/tracker.js';
import { projectOf } from '../dialogue/project-of.js';

const { domain } = projectOf(`
intents: [greet, inform]
entities: [city]
slots:
  city: { type: text, mappings: [{ type: from_entity, entity: city }] }
  mood: { type: categorical, values: [good, bad], initial_value: good, mappings: [{ type: custom }] }
  rating: { type: float, min_value: 0, max_value: 10, mappings: [{ type: custom }] }
  liked: { type: bool, mappings: [{ type: custom }] }
  tags: { type: list, mappings: [{ type: custom }] }
  note: { type: any, mappings: [{ type: custom }] }
forms:
  trip_form: { required_slots: [city] }
`);

const says = (name: string, text = name): UserEvent => {
  const intent = { name, confidence: 1 };
  return { event: 'user', text, parse_data: { text, intent, entities: [], intent_ranking: [intent] } };
};
const does = (name: string): Event => ({ event: 'action', name });
const sets = (name: string, value: unknown): Event => ({ event: 'slot', name, value });
const listen = does('action_listen');
const tracked = (...events: Event[]) => createTracker('ann', domain, events);
const texts = (tracker: ReturnType<typeof tracked>) =>
  tracker.appliedEvents().flatMap((event) => (event.event === 'user' ? [event.text] : []));

describe('what a conversation comes down to', () => {
  it('begins with the initial values of the slots', () => {
    expect(tracked().slots).toMatchObject({ city: null, mood: 'good', requested_slot: null });
  });

  it('takes the latest value of a slot', () => {
    expect(tracked(sets('city', 'Rome'), sets('city', 'Oslo')).slots.city).toBe('Oslo');
  });

  it('goes back to the initial values on reset_slots', () => {
    expect(tracked(sets('mood', 'bad'), { event: 'reset_slots' }).slots.mood).toBe('good');
  });

  it('leaves out slots that the domain does not have', () => {
    expect(tracked(sets('colour', 'red')).slots).not.toHaveProperty('colour');
  });

  it('knows the latest message, action and channel', () => {
    const tracker = tracked(listen, { ...says('greet', 'hi'), input_channel: 'web' }, does('utter_hi'));
    expect(tracker.latestMessage.text).toBe('hi');
    expect(tracker.latestAction?.name).toBe('utter_hi');
    expect(tracker.latestInputChannel).toBe('web');
  });

  it('adds the entities that a policy found to the message', () => {
    const found = { entity: 'city', value: 'Rome', start: 0, end: 4 };
    expect(tracked(says('inform'), { event: 'entities', entities: [found] }).latestMessage.entities).toEqual([found]);
  });

  it('notes a follow-up until an action runs', () => {
    const tracker = tracked({ event: 'followup', name: 'utter_hi' });
    expect(tracker.followupAction).toBe('utter_hi');
    tracker.apply(does('utter_hi'));
    expect(tracker.followupAction).toBeNull();
  });

  it('pauses and resumes', () => {
    const tracker = tracked({ event: 'pause' });
    expect(tracker.paused).toBe(true);
    tracker.apply({ event: 'resume' });
    expect(tracker.paused).toBe(false);
  });

  it('keeps no more than the session', () => {
    const tracker = tracked(listen, says('greet'), { event: 'session_started' }, listen);
    expect(tracker.events.map((event) => event.event)).toEqual(['session_started', 'action']);
  });

  it('forgets everything on restart, and listens next', () => {
    const tracker = tracked(sets('city', 'Rome'), { event: 'pause' }, { event: 'restart' });
    expect(tracker.slots.city).toBeNull();
    expect(tracker.paused).toBe(false);
    expect(tracker.followupAction).toBe('action_listen');
  });
});

describe('loops', () => {
  const begun = () => tracked(listen, says('greet'), does('trip_form'), { event: 'active_loop', name: 'trip_form' });

  it('remember the message that began them', () => {
    expect(begun().activeLoop?.triggerMessage?.intent.name).toBe('greet');
  });

  it('reject until they run again', () => {
    const tracker = begun();
    tracker.apply({ event: 'action_execution_rejected', name: 'trip_form' });
    expect(tracker.activeLoop?.rejected).toBe(true);
    tracker.apply(does('trip_form'));
    expect(tracker.activeLoop?.rejected).toBe(false);
  });

  it('are interrupted until any action runs', () => {
    const tracker = begun();
    tracker.apply({ event: 'loop_interrupted', is_interrupted: true });
    expect(tracker.activeLoop?.isInterrupted).toBe(true);
    tracker.apply(does('utter_hi'));
    expect(tracker.activeLoop?.isInterrupted).toBe(false);
  });

  it('end', () => {
    const tracker = begun();
    tracker.apply({ event: 'active_loop', name: null });
    expect(tracker.activeLoop).toBeUndefined();
  });

  it('count their happy answers as one, and keep the slots', () => {
    const tracker = begun();
    for (const event of [listen, says('inform', 'Rome'), sets('city', 'Rome'), does('trip_form')]) tracker.apply(event);
    const applied = tracker.appliedEvents().map((event) => event.event);
    expect(applied).toEqual(['action', 'user', 'action', 'active_loop', 'slot']);
  });

  it('keep a message that something else answered', () => {
    const tracker = begun();
    for (const event of [listen, says('inform', 'why?'), does('utter_why'), does('trip_form')]) tracker.apply(event);
    expect(texts(tracker)).toEqual(['greet', 'why?']);
  });
});

describe('taking back', () => {
  it('rewinds a message with the wait before it', () => {
    const tracker = tracked(listen, says('greet'), does('utter_hi'), listen, says('inform'), sets('city', 'Rome'));
    tracker.apply({ event: 'rewind' });
    expect(texts(tracker)).toEqual(['greet']);
    expect(tracker.latestAction?.name).toBe('utter_hi');
    expect(tracker.slots.city).toBeNull();
  });

  it('undoes the latest action with what followed', () => {
    const tracker = tracked(listen, says('greet'), does('utter_hi'), sets('city', 'Rome'));
    tracker.apply({ event: 'undo' });
    expect(tracker.latestAction?.name).toBe('action_listen');
    expect(tracker.slots.city).toBeNull();
  });

  it('does nothing where nothing is left', () => {
    const tracker = tracked({ event: 'rewind' }, { event: 'undo' });
    expect(tracker.appliedEvents()).toEqual([]);
  });

  it('keeps all events, those taken back too', () => {
    expect(tracked(listen, says('greet'), { event: 'rewind' }).events).toHaveLength(3);
  });
});

describe('what policies see', () => {
  it('is a state before each action, the latest last', () => {
    const states = tracked(listen, says('greet'), does('utter_hi')).states(10);
    expect(states.map((state) => [state.action, state.user?.intent])).toEqual([
      [undefined, undefined],
      ['action_listen', 'greet'],
      ['utter_hi', 'greet'],
    ]);
  });

  it('is cut to what is asked for', () => {
    expect(tracked(listen, says('greet'), does('utter_hi'), listen).states(2)).toHaveLength(2);
  });

  it('leaves out turns that only rules know', () => {
    const hidden: Event[] = [listen, says('greet'), { event: 'action', name: 'utter_hi', hide_rule_turn: true }];
    const tracker = tracked(
      ...hidden,
      { event: 'action', name: 'action_listen', hide_rule_turn: true },
      says('inform'),
    );
    const states = tracker.storyStates(10, nothingHidden);
    expect(states.map((state) => state.user?.intent)).toEqual([undefined, 'inform']);
  });

  it('leaves out slots and loops that only rules know', () => {
    const tracker = tracked(sets('city', 'Rome'), { event: 'active_loop', name: 'trip_form' });
    const [state] = tracker.storyStates(1, { slots: ['city'], loops: ['trip_form'] });
    expect(state?.slots).not.toHaveProperty('city');
    expect(state?.loop).toBeUndefined();
  });

  it('has one key for one state', () => {
    const [first] = tracked(sets('city', 'Rome')).states(1);
    const [second] = tracked(sets('city', 'Oslo')).states(1);
    expect(first && stateKey(first)).toBe(second && stateKey(second));
  });

  it.each([
    ['city', 'Rome', 'set'],
    ['mood', 'BAD', 'bad'],
    ['mood', 'odd', '__other__'],
    ['rating', 2.5, '0.25'],
    ['rating', 99, '1'],
    ['liked', false, 'false'],
    ['liked', 'true', 'true'],
    ['tags', ['a'], 'set'],
    ['tags', [], undefined],
    ['note', 'anything', undefined],
    ['city', null, undefined],
  ])('sees the slot %s of %j as %j', (name, value, feature) => {
    const slot = domain.slots.get(name);
    expect(slot && slotFeature(slot, value)).toBe(feature);
  });
});

describe('a fork', () => {
  it('goes its own way', () => {
    const tracker = tracked(listen, says('greet'));
    const fork = tracker.fork();
    fork.apply(sets('city', 'Rome'));
    expect(tracker.slots.city).toBeNull();
    expect(tracker.events).toHaveLength(2);
  });
});

describe('JSON', () => {
  it('is what Rasa writes', () => {
    const tracker = createTracker('ann', domain, [
      { ...listen, timestamp: 1 },
      { ...says('greet', 'hi'), timestamp: 2, input_channel: 'rest' },
      { event: 'active_loop', name: 'trip_form', timestamp: 3 },
    ]);
    expect(trackerToJson(tracker, 'NONE')).toMatchObject({
      sender_id: 'ann',
      latest_message: { text: 'hi', intent: { name: 'greet' } },
      latest_event_time: 3,
      followup_action: null,
      paused: false,
      events: null,
      latest_input_channel: 'rest',
      active_loop: { name: 'trip_form', is_interrupted: false, rejected: false },
      latest_action: { action_name: 'action_listen' },
      latest_action_name: 'action_listen',
    });
  });

  it('can leave out what was before a restart', () => {
    const tracker = tracked(listen, says('greet'), { event: 'restart' }, listen);
    expect(trackerToJson(tracker).events).toMatchObject([listen]);
    expect(trackerToJson(tracker, 'ALL').events).toHaveLength(4);
  });
});

describe('events from outside', () => {
  it('are read as Rasa writes them', () => {
    expect(parseEvent({ event: 'slot', timestamp: null, name: 'city', value: 'Rome' } as unknown)).toMatchObject({
      event: 'slot',
      name: 'city',
    });
  });

  it('may carry the names of Rasa 1', () => {
    expect(parseEvent({ event: 'form', name: 'trip_form' })).toMatchObject({ event: 'active_loop', name: 'trip_form' });
    expect(parseEvent({ event: 'form_validation', validate: false })).toMatchObject({
      event: 'loop_interrupted',
      is_interrupted: true,
    });
  });

  it('get what they lack', () => {
    expect(parseEvent({ event: 'user', text: 'hi' })).toMatchObject({
      parse_data: { text: 'hi', intent: { name: null }, entities: [] },
    });
  });

  it('are kept as they are when another version wrote them', () => {
    const event = { event: 'flow_started', timestamp: 1, flow_id: 'pay', metadata: { step: 1 } };
    expect(parseEvent(event)).toEqual(event);
  });

  it.each([
    { event: 'reminder', intent: 'x', date_time: 'soon' },
    { event: '' },
    { event: 'slot' },
    { event: 'followup', name: 3 },
    null,
    'slot',
  ])('are refused: %j', (event) => {
    expect(() => parseEvent(event)).toThrow(expect.objectContaining({ code: 'EVENT_INVALID' }));
  });
});

it('costs a long conversation no more than a new one', () => {
  const turn = [listen, says('greet'), does('utter_hi')];
  const long = tracked(...Array.from({ length: 6_000 }, () => turn).flat());
  const short = tracked(...turn);
  const time = (tracker: typeof long) => {
    const start = process.cpuUsage();
    for (let count = 0; count < 2_000; count += 1) {
      for (const event of turn) tracker.apply(event);
      tracker.states(5);
      tracker.storyStates(5, nothingHidden);
    }
    return process.cpuUsage(start).user / 1_000;
  };
  time(tracked(...turn));
  expect(time(long)).toBeLessThan(5 * time(short) + 50);
});
