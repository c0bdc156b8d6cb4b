import type { Entry } from '../entries.js';
import type { VoiceHost } from '../voice-host.js';
import type { Ear, EarEvents, Engine, Manner } from './engine.js';
import type { Fault, FaultName } from './microphone.js';

// The parts of the Web Speech API that are used (https://webaudio.github.io/web-speech-api/).
interface Alternatives {
  readonly isFinal: boolean;
  readonly [index: number]: { readonly transcript: string };
}
interface Recognizer extends EventTarget {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { readonly resultIndex: number; readonly results: ArrayLike<Alternatives> }) => void) | null;
  onerror: ((event: { readonly error: string }) => void) | null;
  onstart: (() => void) | null;
  onspeechstart: (() => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}
type RecognizerClass = new () => Recognizer;

const recognizerClass = (): RecognizerClass | undefined => {
  const { SpeechRecognition, webkitSpeechRecognition } = window as {
    readonly SpeechRecognition?: RecognizerClass;
    readonly webkitSpeechRecognition?: RecognizerClass;
  };
  return SpeechRecognition ?? webkitSpeechRecognition;
};

/** Whether this browser recognises speech by itself. */
export const browserHears = (): boolean => recognizerClass() !== undefined;

const faults: Readonly<Record<string, FaultName>> = {
  'not-allowed': 'refused',
  'service-not-allowed': 'refused',
  'audio-capture': 'missing',
  network: 'lost',
};

/** Hears and speaks through the browser; what it hears may be understood at its vendor's. */
export function createBrowserEngine({ conversation, options }: VoiceHost, changed: () => void): Engine {
  let isOn = false;
  /** Hands-free, the ear rests while the browser speaks: it would hear itself, since nothing takes the echo out. */
  let rest: (isSpeaking: boolean) => void = () => undefined;
  const { speechSynthesis } = window;

  const turn = () => {
    rest(speechSynthesis.speaking);
    changed();
  };
  const hush = () => {
    speechSynthesis?.cancel();
    changed();
  };

  conversation.on('message', (entry: Entry) => {
    if (!isOn || entry.kind !== 'bot' || entry.text === undefined || speechSynthesis === undefined) return;
    const speech = new SpeechSynthesisUtterance(plain(entry.text));
    speech.lang = options.lang;
    speech.onstart = turn;
    speech.onend = turn;
    speech.onerror = turn;
    speechSynthesis.speak(speech);
  });

  async function listen(manner: Manner, events: EarEvents): Promise<Ear> {
    const Recognizer = recognizerClass();
    if (!window.isSecureContext) throw 'insecure' satisfies Fault;
    if (Recognizer === undefined) throw 'failed' satisfies Fault;
    const recognizer = new Recognizer();
    recognizer.lang = options.lang;
    recognizer.interimResults = true;
    recognizer.continuous = true;
    let isWanted = true;
    let said = '';

    function deliver(): void {
      const text = said.trim();
      said = '';
      if (text !== '') conversation.say(text, { spoken: true });
      events.heard(text);
    }

    recognizer.onspeechstart = () => events.began();
    recognizer.onresult = ({ resultIndex, results }) => {
      const fresh = Array.from(results).slice(resultIndex);
      const words = (one: Alternatives) => one[0]?.transcript ?? '';
      said += fresh
        .filter(({ isFinal }) => isFinal)
        .map(words)
        .join('');
      events.text(
        `${said}${fresh
          .filter(({ isFinal }) => !isFinal)
          .map(words)
          .join('')}`.trim(),
      );
      if (manner === 'free' && said !== '') deliver();
    };
    recognizer.onerror = ({ error }) => {
      if (error === 'no-speech' || error === 'aborted') return;
      isWanted = false;
      recognizer.abort();
      events.failed(faults[error] ?? 'failed');
    };
    // Browsers end by themselves after a while; hands-free goes on until it is switched off.
    recognizer.onend = () => {
      if (isWanted && manner === 'hold') deliver();
      else if (isWanted && !speechSynthesis?.speaking) recognizer.start();
    };
    if (manner === 'free') {
      rest = (isSpeaking) => {
        if (isSpeaking) recognizer.abort();
        else if (isWanted) recognizer.start();
      };
    }
    await new Promise<void>((resolve) => {
      recognizer.onstart = () => resolve();
      recognizer.addEventListener('end', () => resolve(), { once: true });
      recognizer.start();
    });
    return {
      finish: () => recognizer.stop(),
      cancel() {
        isWanted = false;
        rest = () => undefined;
        recognizer.abort();
      },
    };
  }

  return {
    listen,
    hush,
    setSpeaking(on) {
      if (!on) hush();
      isOn = on;
    },
    isSpeaking: () => speechSynthesis?.speaking ?? false,
    level: () => 0,
  };
}

/** Markdown's signs are not read aloud, and of links only their words. */
const plain = (text: string): string => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[*_`#>]+/g, '');
