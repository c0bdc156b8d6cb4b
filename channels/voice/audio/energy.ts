/** The loudness of digital silence, in dBFS; nothing is called quieter. */
export const silenceDbfs = -96;

/** The loudness of a frame by its root mean square, in dBFS: 0 is a square wave at full scale, -3 such a sine. */
export function loudnessOf(frame: Int16Array): number {
  let sum = 0;
  for (let index = 0; index < frame.length; index += 1) {
    const sample = frame[index] ?? 0;
    sum += sample * sample;
  }
  if (sum === 0) return silenceDbfs;
  return Math.max(silenceDbfs, 20 * Math.log10(Math.sqrt(sum / frame.length) / 32_768));
}

/** How many samples of a sound stand at full scale, as they do where it was cut off. */
export function clippedIn(sound: Int16Array): number {
  let count = 0;
  for (const sample of sound) if (sample === 32_767 || sample === -32_768) count += 1;
  return count;
}
