import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { type PieceStyle, spansOf } from './piece-spans.js';
import type { TextOrder } from './text-order.js';

/** The pieces of a text, as numbers. */
export interface EncodedText {
  readonly ids: readonly number[];
  /** Where each piece is in the text, `start, end` by `start, end`; those that the tokenizer added are empty. */
  readonly spans: Uint32Array;
}

/** Turns texts into the pieces that a model was trained with. */
export interface TextTokenizer {
  encode(text: string): EncodedText;
  readonly padId: number;
  /** The largest number that a piece can have. */
  readonly highestId: number;
}

/** What is used of the library, whose own types do not reach a module of Node.js. */
interface Library {
  encode(
    text: string,
    options?: { add_special_tokens: boolean },
  ): { readonly ids: number[]; readonly tokens: string[] };
  get_vocab(): ReadonlyMap<string, number>;
}

const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.unknown()).default([]),
  padding: z.looseObject({ pad_id: z.int() }).nullish(),
  model: z.looseObject({
    type: z.string().nullish(),
    unk_token: z.string().nullish(),
    continuing_subword_prefix: z.string().nullish(),
    end_of_word_suffix: z.string().nullish(),
  }),
});

const namedToken = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();

/** Opens the tokenizer of a model; throws what the library says where it cannot read it. */
export async function openTokenizer(order: TextOrder): Promise<TextTokenizer> {
  const text = await readFile(order.tokenizerFile, 'utf8');
  const json = tokenizerSchema.parse(JSON.parse(text));
  const library: Library = new Tokenizer(json, order.tokenizerConfig);
  const ids = library.get_vocab();
  const frame = frameOf(library);
  const style: PieceStyle = {
    // Byte-level tokenizers say so in one of several parts of the file.
    bytes: /"type":\s*"ByteLevel"/.test(text),
    prefix: json.model.type === 'WordPiece' ? (json.model.continuing_subword_prefix ?? '##') : '',
    suffix: json.model.end_of_word_suffix ?? '',
    unknown: json.model.unk_token ?? nameOf(order.tokenizerConfig.unk_token) ?? '<unk>',
  };
  const wantsSpans = order.task.kind === 'tag';
  const padId = json.padding?.pad_id ?? ids.get(nameOf(order.tokenizerConfig.pad_token) ?? '') ?? 0;
  const room = Math.max(1, order.maxLength - frame.before.length - frame.after.length);
  return {
    padId,
    highestId: [...ids.values()].reduce((highest, id) => Math.max(highest, id), 0),
    encode(given) {
      const { ids: all, tokens } = library.encode(order.prefix + given, { add_special_tokens: false });
      const spans = new Uint32Array(2 * (frame.before.length + Math.min(room, all.length) + frame.after.length));
      if (wantsSpans) {
        const found = spansOf(order.prefix + given, tokens.slice(0, room), style);
        for (const [at, place] of found.entries()) {
          spans[2 * frame.before.length + at] = Math.max(0, place - order.prefix.length);
        }
      }
      // A tokenizer without a piece for what it does not know gives such pieces no number.
      const own = all.slice(0, room).map((id: number | undefined) => id ?? padId);
      return { ids: [...frame.before, ...own, ...frame.after], spans };
    },
  };
}

const nameOf = (token: unknown): string | undefined => {
  const parsed = namedToken.parse(token);
  return typeof parsed === 'string' ? parsed : parsed?.content;
};

/** What the tokenizer puts around each text, such as `[CLS]` and `[SEP]`; known apart, so that cutting a text spares it. */
function frameOf(library: Library): { readonly before: readonly number[]; readonly after: readonly number[] } {
  const bare = library.encode('a', { add_special_tokens: false }).ids;
  const framed = library.encode('a').ids;
  const start = framed.findIndex((_, at) => bare.every((id, offset) => framed[at + offset] === id));
  if (start < 0) return { before: [], after: [] };
  return { before: framed.slice(0, start), after: framed.slice(start + bare.length) };
}
