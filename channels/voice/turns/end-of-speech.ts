/** How readily sound counts as speech. Listening and talking have profiles of their own. */
export interface SpeechProfile {
  /** How much louder than the noise speech is, in dB. */
  readonly marginDb: number;
  /** How long it has to sound before it counts, in ms. */
  readonly startMs: number;
  /** How long it has to be quiet before speech is over, in ms. */
  readonly silenceMs: number;
}

/** Finds speech by its loudness against the noise of the line. */
export interface SpeechDetector {
  /** Takes the loudness of the next `ms` of sound, in dBFS. */
  hear(loudness: number, ms: number, profile: SpeechProfile): 'began' | 'ended' | undefined;
  readonly speaking: boolean;
  /** How long nothing has sounded, in ms; 0 while something does. */
  readonly quietMs: number;
}

/** The noise of a line lies between these, in dBFS; below the least loudness nothing is speech. */
const quietest = -70;
const noisiest = -25;
const noisiestAtFirst = -40;
const leastSpeech = -50;
/** Sound this much below what speech begins with still belongs to it, in dB. */
const hysteresis = 4;
/** The window that the noise is looked for in: speech pauses within it, noise does not. Its parts, and ms of each. */
const parts = 8;
const partMs = 250;

/**
 * Makes a detector. The noise is the quietest sound of the last two seconds, as in minimum statistics (R. Martin, "Noise
 * power spectral density estimation based on optimal smoothing and minimum statistics", 2001), but of the whole band.
 */
export function createSpeechDetector(): SpeechDetector {
  const minima = new Float32Array(parts).fill(Number.NaN);
  let part = 0;
  let inPart = 0;
  let speaking = false;
  let soundMs = 0;
  let quietMs = 0;

  function noise(loudness: number, ms: number): number {
    if (Number.isNaN(minima[0])) minima.fill(Math.min(loudness, noisiestAtFirst));
    inPart += ms;
    if (inPart >= partMs) {
      inPart = 0;
      part = (part + 1) % parts;
      minima[part] = loudness;
    }
    minima[part] = Math.min(minima[part] ?? loudness, loudness);
    let least = noisiest;
    for (const minimum of minima) least = Math.min(least, minimum);
    return Math.max(quietest, least);
  }

  return {
    hear(loudness, ms, { marginDb, startMs, silenceMs }) {
      const threshold = Math.max(leastSpeech, noise(loudness, ms) + marginDb) - (speaking ? hysteresis : 0);
      const sounds = loudness > threshold;
      soundMs = sounds ? soundMs + ms : Math.max(0, soundMs - ms);
      quietMs = sounds ? 0 : quietMs + ms;
      if (!speaking && sounds && soundMs >= startMs) {
        speaking = true;
        return 'began';
      }
      if (speaking && quietMs >= silenceMs) {
        speaking = false;
        soundMs = 0;
        return 'ended';
      }
      return undefined;
    },
    get speaking() {
      return speaking;
    },
    get quietMs() {
      return quietMs;
    },
  };
}
