import type { Place } from '../place.js';
import type {
  ActionDeclaration,
  EntityDefinition,
  FormDefinition,
  IntentDefinition,
  ResponseVariation,
  SessionConfig,
  SlotDefinition,
} from './domain.js';

/** What one file says of the domain. */
export interface DomainPart {
  /** IETF tag of the language of the file's responses, where it is not the bot's own. */
  readonly language?: string | undefined;
  readonly intents: readonly IntentDefinition[];
  readonly entities: readonly EntityDefinition[];
  readonly slots: readonly SlotDefinition[];
  readonly responses: readonly ResponseDefinition[];
  readonly actions: readonly ActionDeclaration[];
  readonly forms: readonly FormDefinition[];
  readonly endToEndActions: readonly string[];
  readonly session: SessionPart | undefined;
  readonly storeEntitiesAsSlots: { readonly value: boolean; readonly place: Place } | undefined;
}

/** A response with all its variations. */
export interface ResponseDefinition {
  readonly name: string;
  readonly variations: readonly ResponseVariation[];
  readonly place: Place;
}

/** `session_config` of one file. */
export interface SessionPart extends SessionConfig {
  readonly place: Place;
}
