import type { z } from 'zod';
import type { Domain } from '../domain/domain.js';
import type { NluData } from '../training-data/training-data.js';
import type { Message } from './message.js';

/** What a component writes into a message, or reads from it. */
export type MessageField = 'tokens' | 'features' | 'intent' | 'entities' | 'response_selector';

/** Bytes of a trained part, by file name; what is stored in a model archive. */
export type ModelFiles = Readonly<Record<string, Uint8Array>>;

/** What training is given beside its examples. */
export interface TrainContext {
  readonly data: NluData;
  readonly domain: Domain | undefined;
  readonly language: string;
  /** The fixed start of everything random: the same seed and data give the same model. */
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Progress of this part, 0 to 1, with a word on what is going on. */
  progress(share: number, note?: string): void;
  /** Reports a fault in the data that training can live with. */
  warn(warning: string): void;
  /** Reports a figure on what was trained, such as `accuracy` on examples held out; the model keeps it. */
  report?(metric: string, value: number): void;
}

/**
 * A part of the NLU pipeline. Components run in the order of the config; each reads what earlier ones wrote.
 *
 * `train` sees the training messages as the components before it left them, so nothing is computed twice.
 */
export interface Component<Config = unknown, State = unknown> {
  readonly name: string;
  readonly config: z.ZodType<Config>;
  readonly provides: readonly MessageField[];
  readonly requires: readonly MessageField[];
  /** The same component for the bot in a folder: what its settings name is looked for there. */
  inFolder?(folder: string): Component;
  /**
   * Identifies what its settings name that is not among the project's files, such as a model that was trained elsewhere:
   * when it is another one than before, the part is trained again.
   */
  outside?(config: Config): string;
  train?(messages: readonly Message[], config: Config, context: TrainContext): Promise<State> | State;
  /**
   * Fills in the training messages for the components after it; left out, each goes through `process`. A classifier
   * uses it to write what it would say of an example it has not seen.
   */
  processTraining?(messages: readonly Message[], state: State, config: Config): Promise<void> | void;
  process(message: Message, state: State, config: Config): Promise<void> | undefined;
  save?(state: State): ModelFiles;
  /** Required of a component that has `save`. */
  load?(files: ModelFiles, config: Config): State;
}

/** Declares a component; the types of its config and state follow from the definition. */
export function defineComponent<Config, State = undefined>(component: Component<Config, State>): Component {
  return component as unknown as Component;
}
