/** How tokens' vectors become one. */
export type Pooling = 'mean' | 'cls' | 'max';

/** What a text model is to answer with: one vector a text, one score a label, or one score a label and piece. */
export type TextTask =
  | { readonly kind: 'encode'; readonly pooling: Pooling; readonly normalize: boolean }
  | { readonly kind: 'classify' }
  | { readonly kind: 'tag' };

/** Which model is to run, and how; plain data, so that it can be handed to a thread. */
export interface TextOrder {
  readonly modelFile: string;
  readonly tokenizerFile: string;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly task: TextTask;
  /** The output to read, when the model's usual one is not meant. */
  readonly output?: string | undefined;
  /** Put before each text, such as `query: ` for models of the e5 family. */
  readonly prefix: string;
  /** Of a text's pieces, with those that the tokenizer adds; what is longer is cut. */
  readonly maxLength: number;
  readonly batchSize: number;
  /** Threads that one run may take; the runtime's choice unless given. */
  readonly threads?: number | undefined;
}

/** What a model says of one text. */
export interface TextAnswer {
  /** A vector, logits by label, or logits by piece and label. */
  readonly values: Float32Array;
  /** For `tag`: where each piece is in the text, `start, end, start, end …` in UTF-16 units; empty else. */
  readonly spans: Uint32Array;
}

/** A model that answers texts. */
export interface TextModel {
  /** Of a vector, or of the labels. */
  readonly size: number;
  answer(texts: readonly string[]): Promise<readonly TextAnswer[]>;
}
