import type { VoiceHost, VoicePart } from '../voice-host.js';
import { browserHears, createBrowserEngine } from './browser.js';
import type { Engine } from './engine.js';
import { createRemoteEngine } from './remote.js';
import { createTalk } from './talk.js';
import { createVoiceView } from './view.js';
import css from './voice.css';
import { wordsFor } from './words.js';

const FRAME_MS = 60; // between two looks at how loud the bot speaks

/** Puts voice into a widget; undefined where neither the bot nor the browser understands speech. */
export function install(host: VoiceHost): VoicePart | undefined {
  const { offer, composer, panel } = host;
  if (offer === undefined && !browserHears()) return undefined;
  host.dress(css);
  const changed = () => {
    view.show();
    watch();
  };
  const engine: Engine =
    offer === undefined ? createBrowserEngine(host, changed) : createRemoteEngine(host, offer.rate, changed);
  const view = createVoiceView(wordsFor(host.options.lang), () => talk);
  const talk = createTalk(engine, {
    changed,
    level: (value) => talk.phase() !== 'speaking' && view.level(value),
    words: composer.dictate,
    note: view.note,
  });
  let watching: ReturnType<typeof setInterval> | undefined;

  /** While the bot speaks, the meter shows its voice. */
  function watch(): void {
    const isSpeaking = talk.phase() === 'speaking';
    if (isSpeaking) watching ??= setInterval(() => view.level(engine.level()), FRAME_MS);
    else {
      clearInterval(watching);
      watching = undefined;
    }
  }

  composer.element.before(view.strip);
  composer.addVoice(view.buttons);
  composer.onSend(talk.typed);
  // What is heard is for this page only while it is looked at.
  document.addEventListener('visibilitychange', () => document.hidden && talk.silence());
  panel.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || (!talk.callOff() && !engine.isSpeaking())) return;
      engine.hush();
      event.stopPropagation();
    },
    true,
  );
  view.show();
  return { silence: talk.silence };
}
