/** What was heard of a message that was interrupted. */
export interface Cut {
  readonly id: string;
  readonly heard: string;
}

/** What of the bot's speech was played so far, sentence by sentence, as the marks of the line tell it. */
export interface Played {
  /** Puts the sentences of a message in line; returns the mark to be set after each. */
  add(id: string, sentences: readonly string[]): readonly string[];
  /** So many ms of a sentence's sound were handed to the line. */
  sent(mark: string, ms: number, at: number): void;
  /** All of a sentence's sound was handed to the line. */
  complete(mark: string): void;
  /** The line has played all up to a mark. */
  reached(mark: string, at: number): void;
  /** Takes a sentence out of line that there will be no sound of. */
  drop(mark: string): void;
  /** The mark that should have come long ago, if there is one: not every line sends marks. */
  overdue(at: number): string | undefined;
  /** Forgets what was not played, and tells of each message in line what was heard of it. */
  cut(at: number): readonly Cut[];
  /** Nothing is in line. */
  readonly isEmpty: boolean;
}

interface Sentence {
  readonly mark: string;
  readonly id: string;
  readonly text: string;
  /** Sound handed to the line, in ms. */
  ms: number;
  /** Its mark was set. */
  set: boolean;
  /** When it began to be played. */
  since: number | undefined;
}

/** How much later than expected a mark may come, in ms. */
const patience = 3_000;

/** Makes an empty line. Times are in ms of any clock that rises. */
export function createPlayed(): Played {
  const line: Sentence[] = [];
  const heard = new Map<string, string[]>();
  let count = 0;

  /** The first in line is the one that is being played. */
  function begin(at: number): void {
    const [first] = line;
    if (first && first.ms > 0) first.since ??= at;
  }

  return {
    add(id, sentences) {
      heard.set(id, []);
      return sentences.map((text) => {
        count += 1;
        const mark = `s${count}`;
        line.push({ mark, id, text, ms: 0, set: false, since: undefined });
        return mark;
      });
    },
    sent(mark, ms, at) {
      const sentence = line.find((one) => one.mark === mark);
      if (!sentence) return;
      sentence.ms += ms;
      begin(at);
    },
    complete(mark) {
      const sentence = line.find((one) => one.mark === mark);
      if (sentence) sentence.set = true;
    },
    reached(mark, at) {
      const index = line.findIndex((one) => one.mark === mark);
      for (const { id, text } of line.splice(0, index + 1)) heard.get(id)?.push(text);
      for (const id of heard.keys()) if (!line.some((one) => one.id === id)) heard.delete(id);
      begin(at);
    },
    drop(mark) {
      const index = line.findIndex((one) => one.mark === mark);
      if (index >= 0) line.splice(index, 1);
    },
    overdue(at) {
      const [first] = line;
      return first?.since !== undefined && first.set && at > first.since + first.ms + patience ? first.mark : undefined;
    },
    cut(at) {
      const [first] = line;
      const partly = first && first.since !== undefined ? wordsWithin(first.text, (at - first.since) / first.ms) : '';
      if (first && partly !== '') heard.get(first.id)?.push(partly);
      const cuts = [...new Set(line.map(({ id }) => id))].map((id) => ({ id, heard: heard.get(id)?.join(' ') ?? '' }));
      line.splice(0);
      heard.clear();
      return cuts;
    },
    get isEmpty() {
      return line.length === 0;
    },
  };
}

/** The whole words within the first part of a text, as if each letter took the same time. */
function wordsWithin(text: string, part: number): string {
  const end = Math.floor(text.length * Math.min(1, Math.max(0, part)));
  if (end >= text.length) return text;
  return text.slice(0, text.slice(0, end + 1).search(/\s\S*$/) + 1).trim();
}
