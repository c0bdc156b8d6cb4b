/** An utterance that is kept until it is over, for recognisers that want it whole. */
export interface Recording {
  write(frame: Int16Array): void;
  finish(): void;
  /** All of it; nothing when the recognition was called off. */
  readonly finished: Promise<Int16Array>;
}

/** Makes an empty recording; what is longer than `longest` seconds is left out. */
export function createRecording(sampleRate: number, longest: number, signal: AbortSignal): Recording {
  let sound = new Int16Array(sampleRate * 4);
  let length = 0;
  let resolve: (sound: Int16Array) => void = () => undefined;
  const finished = new Promise<Int16Array>((done) => {
    resolve = done;
  });
  signal.addEventListener('abort', () => resolve(new Int16Array(0)), { once: true });
  return {
    write(frame) {
      if (length + frame.length > sampleRate * longest) return;
      if (length + frame.length > sound.length) {
        const larger = new Int16Array(2 * sound.length + frame.length);
        larger.set(sound);
        sound = larger;
      }
      sound.set(frame, length);
      length += frame.length;
    },
    finish: () => resolve(sound.subarray(0, length)),
    finished,
  };
}
