/** Words of sentences side by side, each with its features and its tag. */
export interface TaggedSentences {
  /** Words `words[s]` up to `words[s + 1]` are those of sentence s. */
  readonly words: Uint32Array;
  /** By word: its features are `features[offsets[w]]` up to `features[offsets[w + 1]]`. */
  readonly offsets: Uint32Array;
  readonly features: Uint32Array;
  /** By word: its tag. */
  readonly tags: Uint16Array;
}

/**
 * What features say for and against tags. A feature is weighed only for the tags that training saw it with: of a million
 * features times eighty tags hardly two in a hundred are held, which costs no accuracy
 * (Okazaki's CRFsuite does the same unless `feature.possible_states` is set).
 */
export interface TagWeights {
  /** By feature: its tags and weights stand from `starts[f]` up to `starts[f + 1]`. */
  readonly starts: Uint32Array;
  readonly tags: Uint16Array;
  readonly weights: Float32Array;
}

/** A place for each feature with each tag that it was seen with; all weigh nothing. */
export function reserveWeights({ offsets, features, tags }: TaggedSentences, count: number): TagWeights {
  const ends = new Uint32Array(count + 1);
  for (const feature of features) ends[feature + 1] = (ends[feature + 1] as number) + 1;
  for (let feature = 0; feature < count; feature++) {
    ends[feature + 1] = (ends[feature + 1] as number) + (ends[feature] as number);
  }
  const seen = new Uint16Array(features.length);
  const next = ends.slice(0, count);
  for (let word = 0; word < tags.length; word++) {
    const end = offsets[word + 1] as number;
    for (let at = offsets[word] as number; at < end; at++) {
      const feature = features[at] as number;
      const place = next[feature] as number;
      seen[place] = tags[word] as number;
      next[feature] = place + 1;
    }
  }
  return withoutRepeats(seen, ends);
}

function withoutRepeats(seen: Uint16Array, ends: Uint32Array): TagWeights {
  const starts = new Uint32Array(ends.length);
  let length = 0;
  for (let feature = 0; feature + 1 < ends.length; feature++) {
    const own = seen.subarray(ends[feature], ends[feature + 1]).sort();
    for (let at = 0; at < own.length; at++) {
      if (at === 0 || own[at] !== own[at - 1]) seen[length++] = own[at] as number;
    }
    starts[feature + 1] = length;
  }
  return { starts, tags: seen.slice(0, length), weights: new Float32Array(length) };
}

/** Adds what the features `features[from]` up to `features[to]` say to the scores of tags, which begin at `row`. */
export function addScores(
  { starts, tags, weights }: TagWeights,
  features: Uint32Array,
  from: number,
  to: number,
  scores: Float32Array,
  row: number,
): void {
  for (let at = from; at < to; at++) {
    const feature = features[at] as number;
    const end = starts[feature + 1] as number;
    for (let place = starts[feature] as number; place < end; place++) {
      const tag = row + (tags[place] as number);
      scores[tag] = (scores[tag] as number) + (weights[place] as number);
    }
  }
}
