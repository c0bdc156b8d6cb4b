import type { Setting } from '../model/manifest.js';

/** A model that was trained elsewhere, in a bot's folder. */
export interface PretrainedModel {
  readonly name: string;
  /** What it is: `sentence encoder`. */
  readonly about: string;
  /** Of its files together. */
  readonly bytes: number;
  /** The component that works with it, and its settings, for config.yml. */
  readonly entry: Setting;
}

/** How a model is taken into a bot. */
interface AddModelOptions {
  /** Its name in the bot; the last part of its source unless given. */
  readonly name?: string | undefined;
  /** Which of the source's model files, when it is not the usual one. */
  readonly file?: string | undefined;
  /** The version of a model that is downloaded: a branch, tag or commit. */
  readonly revision?: string | undefined;
  /** What the model file has to hash to, in hex. */
  readonly sha256?: string | undefined;
  /** Told of each file that is begun. */
  note(text: string): void;
}

/** A model as it was taken into a bot. */
export interface AddedModel extends PretrainedModel {
  /** Of the model file, in hex. */
  readonly sha256: string;
}

/** Keeps models that were trained elsewhere in bots' folders. */
export interface PretrainedModels {
  list(botFolder: string): Promise<readonly PretrainedModel[]>;
  /**
   * Copies a model from a folder, or downloads one that is asked for by its name, tries it, and only then puts it into
   * the bot.
   *
   * @throws ParleyError that says why it cannot be used; the bot is then as it was
   */
  add(source: string, botFolder: string, options: AddModelOptions): Promise<AddedModel>;
}
