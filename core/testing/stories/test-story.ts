import type { Place } from '../../place.js';
import type { Event } from '../../tracker/events.js';
import type { Story, StoryStep } from '../../training-data/training-data.js';

/** The stories of one file that are held against what a bot predicts. */
export interface TestFile {
  readonly file: string;
  readonly stories: readonly Story[];
}

/** One way through test stories: a conversation from its beginning to its end. */
export interface StoryWay {
  /** The names of the stories that it passes, as in `greet > book`. */
  readonly name: string;
  readonly file: string;
  readonly events: readonly ExpectedEvent[];
}

/** An event as the story has it. */
export interface ExpectedEvent {
  readonly event: Event;
  /** The step that says so; what follows from others, such as that the bot listens before a message, has none. */
  readonly step: StoryStep | undefined;
  readonly place: Place;
}

/** A step of the user. */
export type UserStep = StoryStep & { readonly type: 'user' };
