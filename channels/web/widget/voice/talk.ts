import type { Ear, Engine, Manner } from './engine.js';
import type { Fault } from './microphone.js';

/** What the voice part is doing, as the person sees it. */
type Phase = 'off' | 'opening' | 'listening' | 'hearing' | 'understanding' | 'speaking';

/** What a talk tells the eye. */
export interface TalkEvents {
  /** Something changed, see `phase` and `manner`. */
  changed(): void;
  level(value: number): void;
  /** The words so far; undefined when there are none any more. */
  words(text: string | undefined): void;
  /** A word about what went wrong. */
  note(note: Fault | 'nothing' | 'tooShort'): void;
}

/** Push to talk, and hands-free. */
export interface Talk {
  readonly phase: () => Phase;
  readonly manner: () => Manner | undefined;
  /** The button is held down. */
  press(): void;
  /** The button is let go: what was said counts. */
  release(): void;
  /** What is being said does not count. Returns whether there was anything to call off. */
  callOff(): boolean;
  /** Switches hands-free on or off. */
  toggleHands(): void;
  /** Falls silent, and goes on listening. */
  hush(): void;
  /** The person writes instead: the bot falls silent, and answers in writing unless hands-free is on. */
  typed(): void;
  /** Nothing is heard or said any longer. */
  silence(): void;
}

const SHORTEST_MS = 300; // held for less is a slip of the finger, or somebody who tries what the button does

/** Makes a talk over what hears and speaks. */
export function createTalk(engine: Engine, events: TalkEvents): Talk {
  let manner: Manner | undefined;
  let ear: Ear | undefined;
  let isHearing = false;
  let isUnderstanding = false;
  let hasWords = false;
  let openedAt = 0;
  /** Counts what was begun, so that a microphone which opens too late is closed again. */
  let turn = 0;

  const forget = (): void => {
    turn += 1;
    manner = undefined;
    ear = undefined;
    isHearing = false;
    isUnderstanding = false;
    hasWords = false;
    events.words(undefined);
    events.level(0);
    events.changed();
  };

  async function open(wanted: Manner): Promise<void> {
    turn += 1;
    const mine = turn;
    manner = wanted;
    events.changed();
    try {
      const opened = await engine.listen(wanted, {
        level: (value) => mine === turn && events.level(value),
        began() {
          isHearing = true;
          events.changed();
        },
        ended() {
          isHearing = false;
          isUnderstanding = true;
          events.changed();
        },
        text(text) {
          if (mine !== turn) return;
          hasWords = true;
          events.words(text);
        },
        heard(text) {
          events.words(undefined);
          if (manner === 'hold') forget();
          isHearing = false;
          isUnderstanding = false;
          events.changed();
          if (text === '' && wanted === 'hold') events.note('nothing');
        },
        failed(fault) {
          forget();
          events.note(fault);
        },
      });
      if (mine !== turn) {
        opened.cancel();
        return;
      }
      ear = opened;
      openedAt = performance.now();
      events.changed();
    } catch (fault) {
      if (mine !== turn) return;
      forget();
      events.note(fault as Fault);
    }
  }

  function callOff(): boolean {
    if (manner === undefined) return false;
    ear?.cancel();
    forget();
    return true;
  }

  return {
    manner: () => manner,
    phase() {
      if (manner !== undefined && ear === undefined) return isUnderstanding ? 'understanding' : 'opening';
      if (isUnderstanding) return 'understanding';
      if (isHearing) return 'hearing';
      if (engine.isSpeaking()) return 'speaking';
      return manner === undefined ? 'off' : 'listening';
    },
    press() {
      if (manner !== undefined) return;
      engine.hush();
      engine.setSpeaking(true);
      void open('hold');
    },
    release() {
      if (manner !== 'hold' || isUnderstanding) return;
      if (ear === undefined || (!hasWords && performance.now() - openedAt < SHORTEST_MS)) {
        callOff();
        events.note('tooShort');
        return;
      }
      ear.finish();
      isUnderstanding = true;
      events.level(0);
      events.changed();
    },
    callOff,
    toggleHands() {
      if (manner === 'free') {
        engine.hush();
        callOff();
        return;
      }
      callOff();
      engine.hush();
      engine.setSpeaking(true);
      void open('free');
    },
    hush: engine.hush,
    typed() {
      engine.hush();
      if (manner !== 'free') engine.setSpeaking(false);
    },
    silence() {
      engine.hush();
      callOff();
      engine.setSpeaking(false);
    },
  };
}
