import type { BotMessageData } from '../messages/message.js';
import type { Place } from '../place.js';

/** What a bot knows: everything a Rasa 3.x domain may hold, merged from all its files. */
export interface Domain {
  readonly intents: ReadonlyMap<string, IntentDefinition>;
  readonly entities: ReadonlyMap<string, EntityDefinition>;
  readonly slots: ReadonlyMap<string, SlotDefinition>;
  readonly responses: ReadonlyMap<string, readonly ResponseVariation[]>;
  readonly actions: ReadonlyMap<string, ActionDeclaration>;
  readonly forms: ReadonlyMap<string, FormDefinition>;
  /** Bot texts that end-to-end stories may predict as actions. */
  readonly endToEndActions: readonly string[];
  readonly session: SessionConfig;
  /** `config.store_entities_as_slots`: whether the entities of a story fill slots in training; default `true`. */
  readonly storeEntitiesAsSlots?: boolean;
}

/** An intent, and which entities the dialogue policies see with it. */
export interface IntentDefinition {
  readonly name: string;
  /** `true`: all entities; a list: only these. */
  readonly useEntities: true | readonly string[];
  readonly ignoreEntities: readonly string[];
  readonly place: Place;
}

/** An entity with the roles and groups its mentions may have. */
export interface EntityDefinition {
  readonly name: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly influenceConversation: boolean;
  readonly place: Place;
}

/** The types of slots; they decide how a value is seen by the policies. */
export type SlotType = 'text' | 'bool' | 'categorical' | 'float' | 'list' | 'any' | 'custom';

/** A piece of memory of a conversation. */
export interface SlotDefinition {
  readonly name: string;
  readonly type: SlotType;
  /** The class a project names for a slot of its own type. */
  readonly customType?: string;
  readonly initialValue: unknown;
  readonly influenceConversation: boolean;
  /** The values of a categorical slot, in lower case. */
  readonly values: readonly string[];
  readonly minValue: number;
  readonly maxValue: number;
  readonly mappings: readonly SlotMapping[];
  readonly place: Place;
}

/** A condition under which a slot mapping applies. */
export interface MappingCondition {
  /** `null`: only while no loop is active. */
  readonly activeLoop: string | null;
  readonly requestedSlot?: string;
}

interface MappingBase {
  readonly conditions: readonly MappingCondition[];
  /** Empty: any intent. */
  readonly intents: readonly string[];
  readonly notIntents: readonly string[];
  readonly place: Place;
}

/** A way in which a message fills a slot; mappings are tried in the order written. */
export type SlotMapping =
  | (MappingBase & {
      readonly type: 'from_entity';
      readonly entity: string;
      readonly role?: string;
      readonly group?: string;
    })
  | (MappingBase & { readonly type: 'from_text' })
  | (MappingBase & { readonly type: 'from_intent'; readonly value: unknown })
  | (MappingBase & { readonly type: 'from_trigger_intent'; readonly value: unknown })
  | (MappingBase & { readonly type: 'custom'; readonly action?: string });

/** A condition of a response variation: the slot has this value. */
export interface ResponseCondition {
  readonly type: 'slot';
  readonly name: string;
  readonly value: unknown;
}

/** One way to say a response. */
export interface ResponseVariation extends BotMessageData {
  readonly text?: string;
  /** Said only on this channel. */
  readonly channel?: string;
  /** IETF tag; said only in conversations in this language, and there before those without one. */
  readonly language?: string;
  readonly conditions: readonly ResponseCondition[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly place: Place;
}

/** A custom action that the domain names. */
export interface ActionDeclaration {
  readonly name: string;
  readonly sendDomain: boolean;
  readonly place: Place;
}

/** A form: the slots it asks for, in order. */
export interface FormDefinition {
  readonly name: string;
  readonly requiredSlots: readonly string[];
  readonly ignoredIntents: readonly string[];
  readonly place: Place;
}

/** When a conversation starts anew, and what it keeps. */
export interface SessionConfig {
  /** Minutes of silence after which a new session starts; 0: never. */
  readonly expirationMinutes: number;
  readonly carryOverSlots: boolean;
}
