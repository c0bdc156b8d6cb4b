/** How much of a message was heard. */
interface HeardPart {
  readonly outgoingId: string;
  readonly text: string;
}

/** What was said since the caller had the word, to be cut when the caller takes it. */
export interface Said {
  add(outgoingId: string, text: string): void;
  /**
   * What was heard of each message that was cut, given the utterance up to the interruption; messages that were heard to
   * their end are left out.
   */
  cutAfter(utterance: string): readonly HeardPart[];
  clear(): void;
}

/** Starts with nothing said. */
export function createSaid(): Said {
  let messages: { readonly outgoingId: string; readonly text: string }[] = [];
  return {
    add(outgoingId, text) {
      messages.push({ outgoingId, text });
    },
    cutAfter(utterance) {
      const texts = messages.map(({ text }) => text);
      const all = texts.join(' ');
      const found = findWords(all, utterance);
      const end = found === undefined ? all.length : found;
      let start = 0;
      const parts = messages.flatMap(({ outgoingId, text }) => {
        const heard = Math.max(0, Math.min(text.length, end - start));
        start += text.length + 1;
        return heard === text.length ? [] : [{ outgoingId, text: text.slice(0, heard).trimEnd() }];
      });
      messages = [];
      return parts;
    },
    clear() {
      messages = [];
    },
  };
}

/** The end of the utterance within a text, whatever white space is between its words; `undefined` when it is not in it. */
function findWords(text: string, utterance: string): number | undefined {
  const words = utterance.trim().split(/\s+/).map(literally);
  if (words.join('') === '') return 0;
  const found = new RegExp(words.join('\\s+')).exec(text);
  return found ? found.index + found[0].length : undefined;
}

const literally = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
