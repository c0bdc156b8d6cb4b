import { h, isTouch } from '../view/dom.js';
import { icon } from '../view/icons.js';
import { holdable } from './hold.js';
import type { Fault } from './microphone.js';
import type { Talk } from './talk.js';
import type { Words } from './words.js';

/** The buttons of the voice part, and the strip that says what it does. */
export interface VoiceView {
  /** For the composer. */
  readonly buttons: readonly HTMLElement[];
  readonly strip: HTMLElement;
  /** Shows what the talk is doing now. */
  show(): void;
  level(value: number): void;
  note(note: Fault | 'nothing' | 'tooShort'): void;
}

const BARS = 24;
const NOTE_MS = 8000;

/** Makes the view; `talk` is asked for once the person does something. */
export function createVoiceView(words: Words, talk: () => Talk): VoiceView {
  const hold = h(
    'button',
    { type: 'button', class: 'talk', 'aria-label': words.hold, title: words.hold, 'aria-pressed': 'false' },
    icon('mic'),
  );
  holdable(hold, {
    press: () => talk().press(),
    release: () => talk().release(),
    callOff: () => talk().callOff(),
  });
  const hands = h(
    'button',
    {
      type: 'button',
      class: 'talk',
      'aria-label': words.hands,
      title: words.hands,
      'aria-pressed': 'false',
      click: () => talk().toggleHands(),
    },
    icon('wave'),
  );
  const bars = Array.from({ length: BARS }, () => h('i'));
  const levels: number[] = new Array(BARS).fill(0);
  const meter = h('span', { class: 'meter', 'aria-hidden': 'true' }, ...bars);
  const label = h('strong');
  const hint = h('span', { class: 'hint' });
  const says = h('span', { class: 'says', role: 'status' }, label, ' ', hint);
  const button = (name: 'quiet' | 'close', title: string, click: () => void) =>
    h('button', { type: 'button', class: 'control', 'aria-label': title, title, click }, icon(name));
  const quiet = button('quiet', words.quiet, () => talk().hush());
  const stop = button('close', words.handsOff, () => {
    talk().silence();
    hands.focus();
  });
  const strip = h('div', { class: 'voice' }, meter, says, quiet, stop);
  let noteTimer: ReturnType<typeof setTimeout> | undefined;

  function say(strong: string, more: string): void {
    if (label.textContent !== strong) label.textContent = strong;
    if (hint.textContent !== more) hint.textContent = more;
  }

  function show(): void {
    const phase = talk().phase();
    const manner = talk().manner();
    if (phase !== 'off') {
      clearTimeout(noteTimer);
      delete strip.dataset.note;
    }
    strip.dataset.phase = phase;
    hold.setAttribute('aria-pressed', String(manner === 'hold' && phase !== 'understanding'));
    hands.setAttribute('aria-pressed', String(manner === 'free'));
    hold.hidden = manner === 'free';
    quiet.hidden = phase !== 'speaking';
    stop.hidden = manner !== 'free';
    const isHeld = manner === 'hold';
    if (phase === 'opening') say(words.one, '');
    if (phase === 'listening' || phase === 'hearing')
      say(words.listening, isHeld ? (isTouch() ? words.releaseOrSlide : words.release) : words.talk);
    if (phase === 'understanding') say(words.understanding, '');
    if (phase === 'speaking') say(words.speaking, manner === 'free' ? words.interrupt : '');
    if (phase === 'off' && strip.dataset.note === undefined) say('', '');
  }

  return {
    buttons: [hold, hands],
    strip,
    show,
    level(value) {
      levels.shift();
      levels.push(value);
      for (const [at, bar] of bars.entries()) bar.style.setProperty('--level', (levels[at] ?? 0).toFixed(2));
      hold.style.setProperty('--level', value.toFixed(2));
    },
    note(note) {
      clearTimeout(noteTimer);
      const text =
        typeof note === 'object'
          ? note.problem
          : note === 'nothing' || note === 'tooShort'
            ? words[note]
            : words.faults[note];
      strip.dataset.note = note === 'nothing' || note === 'tooShort' ? 'hint' : 'fault';
      say(text, '');
      noteTimer = setTimeout(() => {
        delete strip.dataset.note;
        show();
      }, NOTE_MS);
    },
  };
}
