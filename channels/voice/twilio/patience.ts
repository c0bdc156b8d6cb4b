import type { PhoneConfig } from './config.js';

/** What happens when somebody has waited long enough. */
interface PatienceEvents {
  /** The bot takes long to answer. */
  filler(): void;
  /** The caller says nothing. */
  silence(): void;
  /** All that the bot said was spoken. */
  spoken(): void;
}

/** Who has the word in a session, and for how long. */
export interface Patience {
  turnBegins(): void;
  /** The bot has handed out so many characters to be spoken. */
  says(characters: number): void;
  turnEnds(): void;
  /** Twilio tells when it begins and ends to speak. */
  botSpeaks(isSpeaking: boolean): void;
  callerSpeaks(): void;
  end(): void;
}

/**
 * How long a text takes at most to be spoken, where Twilio does not tell when it has been: about 12 characters a second,
 * slower than most voices, and time to begin.
 */
const msPerCharacter = 85;
const msToBegin = 1_500;

/** Watches a session; nothing happens after `end`. */
export function createPatience(
  { patience, silence_timeout }: Pick<PhoneConfig, 'patience' | 'silence_timeout'>,
  { filler, silence, spoken }: PatienceEvents,
): Patience {
  let waiting: NodeJS.Timeout | undefined;
  let speaking: NodeJS.Timeout | undefined;
  let listening: NodeJS.Timeout | undefined;
  let characters = 0;
  let isTurnOver = true;

  function listen(): void {
    clearTimeout(speaking);
    clearTimeout(listening);
    characters = 0;
    if (!isTurnOver) return;
    listening = setTimeout(silence, silence_timeout * 1_000);
    spoken();
  }

  return {
    turnBegins() {
      isTurnOver = false;
      clearTimeout(listening);
      clearTimeout(waiting);
      waiting = setTimeout(filler, patience * 1_000);
    },
    says(more) {
      clearTimeout(waiting);
      clearTimeout(listening);
      characters += more;
    },
    turnEnds() {
      isTurnOver = true;
      clearTimeout(waiting);
      clearTimeout(speaking);
      speaking = setTimeout(listen, characters === 0 ? 0 : characters * msPerCharacter + msToBegin);
    },
    botSpeaks(isSpeaking) {
      clearTimeout(listening);
      clearTimeout(speaking);
      characters = 0;
      if (!isSpeaking && isTurnOver) listen();
    },
    callerSpeaks() {
      clearTimeout(listening);
      clearTimeout(speaking);
      characters = 0;
    },
    end() {
      for (const timer of [waiting, speaking, listening]) clearTimeout(timer);
    },
  };
}
