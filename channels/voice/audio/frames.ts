/** The length of a frame, in ms, as telephones send them. */
export const frameMs = 20;

/** Samples in a frame. */
export const frameLength = (sampleRate: number): number => (sampleRate * frameMs) / 1_000;

/** Cuts sound that comes in pieces of any length into frames. */
export interface Framer {
  /** Takes the next piece; `onFrame` gets each frame that is full, in an array that is filled anew afterwards. */
  push(samples: Int16Array, onFrame: (frame: Int16Array) => void): void;
  /** Hands out what is left, filled up with silence. */
  flush(onFrame: (frame: Int16Array) => void): void;
}

/** Makes a framer; `length` is in samples. */
export function createFramer(length: number): Framer {
  const frame = new Int16Array(length);
  let filled = 0;
  return {
    push(samples, onFrame) {
      for (let from = 0; from < samples.length; ) {
        const taken = Math.min(length - filled, samples.length - from);
        frame.set(samples.subarray(from, from + taken), filled);
        from += taken;
        filled += taken;
        if (filled < length) return;
        filled = 0;
        onFrame(frame);
      }
    },
    flush(onFrame) {
      if (filled === 0) return;
      frame.fill(0, filled);
      filled = 0;
      onFrame(frame);
    },
  };
}
