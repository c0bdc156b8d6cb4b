/** Brings sound that comes in pieces from one sample rate to another. */
export interface Resampler {
  /** Takes the next piece; what is returned is overwritten by the next call. */
  push(samples: Int16Array): Int16Array;
  /** The last samples, which were waiting for more; the resampler begins anew after this. */
  flush(): Int16Array;
}

/** A filter in the phases that outputs fall into. */
interface Filter {
  /** Outputs for every `step` inputs. */
  readonly phases: number;
  readonly step: number;
  readonly taps: number;
  /** `phases` rows of `taps` numbers. */
  readonly rows: Float32Array;
}

/** Zero crossings of the sinc on each side, and what is kept free below half the lower rate for the slope. */
const crossings = 16;
const passband = 0.92;
const nothing = new Int16Array(0);
const filters = new Map<string, Filter>();

/** Makes a resampler by a windowed sinc in phases (J. O. Smith, "Digital Audio Resampling", ccrma.stanford.edu). */
export function createResampler(from: number, to: number): Resampler {
  if (from === to) return { push: (samples) => samples, flush: () => nothing };
  const { phases, step, taps, rows } = filterFor(from, to);
  const lead = taps / 2 - 1;
  let held = new Float32Array(taps + 2_048);
  let count = lead;
  let position = 0;
  let phase = 0;
  let out = new Int16Array(2_048);

  function append(samples: Int16Array): void {
    if (count + samples.length > held.length) held = grown(held, count + samples.length);
    held.set(samples, count);
    count += samples.length;
  }

  /** Everything that can be told from what is held. */
  function resample(): Int16Array {
    const most = Math.ceil(((count - position) * phases) / step) + 1;
    if (most > out.length) out = new Int16Array(most);
    let made = 0;
    for (; position + taps <= count; made += 1) {
      let sum = 0;
      const row = phase * taps;
      for (let tap = 0; tap < taps; tap += 1) sum += (held[position + tap] ?? 0) * (rows[row + tap] ?? 0);
      out[made] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
      phase += step;
      position += Math.floor(phase / phases);
      phase %= phases;
    }
    const used = Math.min(position, count);
    held.copyWithin(0, used, count);
    count -= used;
    position -= used;
    return out.subarray(0, made);
  }

  return {
    push(samples) {
      append(samples);
      return resample();
    },
    flush() {
      append(new Int16Array(taps / 2));
      const last = resample();
      held.fill(0);
      count = lead;
      position = 0;
      phase = 0;
      return last;
    },
  };
}

function grown(held: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(2 * length);
  larger.set(held);
  return larger;
}

function filterFor(from: number, to: number): Filter {
  const key = `${from}:${to}`;
  const known = filters.get(key);
  if (known) return known;
  const common = greatestCommonDivisor(from, to);
  const made = makeFilter(to / common, from / common);
  filters.set(key, made);
  return made;
}

function makeFilter(phases: number, step: number): Filter {
  const lower = Math.min(1, phases / step);
  const cutoff = passband * lower;
  const half = Math.ceil(crossings / lower);
  const taps = 2 * half;
  const rows = new Float32Array(phases * taps);
  for (let phase = 0; phase < phases; phase += 1) {
    const row = rows.subarray(phase * taps, (phase + 1) * taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = tap - half + 1 - phase / phases;
      row[tap] = sinc(cutoff * distance) * hann(distance / half);
      sum += row[tap] ?? 0;
    }
    // Every phase passes a constant unchanged; else the sound would hum at the rate of the phases.
    for (let tap = 0; tap < taps; tap += 1) row[tap] = (row[tap] ?? 0) / sum;
  }
  return { phases, step, taps, rows };
}

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const hann = (x: number): number => (Math.abs(x) >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * x));
const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
