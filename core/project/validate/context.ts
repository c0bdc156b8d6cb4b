import { defaultActionNames, defaultIntentNames, defaultSlotNames } from '../../domain/default-actions.js';
import type { Domain } from '../../domain/domain.js';
import { didYouMean } from '../../nearest.js';
import type { Token } from '../../nlu/message.js';
import type { Place } from '../../place.js';
import type { TrainingData } from '../../training-data/training-data.js';
import { errorAt, type Problem, warningAt } from '../problem.js';
import type { CodeNames } from './code-names.js';

/** What is known of a bot beside its domain and data. */
export interface Surroundings {
  /** The tokenizer of the bot's own pipeline. */
  readonly tokenise?: ((text: string) => readonly Token[]) | undefined;
  /** Entities come from elsewhere than the examples: Duckling, a pretrained model, a component of the bot's own. */
  readonly findsUnmarked?: boolean;
  /** The names that the bot's own code writes out. */
  readonly code?: CodeNames | undefined;
}

/** What a check is given: the project, and every name that may be used in it. */
export interface CheckContext {
  readonly domain: Domain;
  readonly data: TrainingData;
  readonly intents: ReadonlySet<string>;
  readonly slots: ReadonlySet<string>;
  readonly loops: ReadonlySet<string>;
  /** Actions and forms; responses count under their own names and, for retrieval intents, under `utter_<intent>`. */
  readonly actions: ReadonlySet<string>;
  /** Actions that come with the bot's code. */
  readonly registered: ReadonlySet<string>;
  /** Intents that have examples, and those that they are parts of. */
  readonly taught: ReadonlySet<string>;
  /** Entities that examples mark. */
  readonly marked: ReadonlySet<string>;
  readonly tokenise: ((text: string) => readonly Token[]) | undefined;
  readonly findsUnmarked: boolean;
  readonly code: CodeNames | undefined;
}

/** A check finds one kind of problem. */
export type Check = (context: CheckContext) => Problem[];

/** Collects the names of a project. */
export function checkContext(
  domain: Domain,
  data: TrainingData,
  registered: ReadonlySet<string>,
  { tokenise, findsUnmarked = false, code }: Surroundings = {},
): CheckContext {
  const retrieval = [...domain.responses.keys()].filter((name) => name.includes('/')).map(baseOf);
  const { examples } = data.nlu;
  return {
    domain,
    data,
    intents: new Set([...domain.intents.keys(), ...defaultIntentNames]),
    slots: new Set([...domain.slots.keys(), ...defaultSlotNames]),
    loops: new Set([...domain.forms.keys(), 'action_two_stage_fallback']),
    actions: new Set([
      ...defaultActionNames,
      ...[...domain.actions.keys()].filter((name) => !name.startsWith('utter_')),
      ...domain.forms.keys(),
      ...domain.responses.keys(),
      ...retrieval,
      ...registered,
    ]),
    registered,
    taught: new Set(examples.flatMap(({ intent }) => [intent, baseOf(intent)])),
    marked: new Set(examples.flatMap(({ entities }) => entities.map(({ entity }) => entity))),
    tokenise,
    findsUnmarked,
    code,
  };
}

/** With fewer examples a bot is a sketch, which has few of everything. */
export const sketch = 20;

/** `faq` of the retrieval intent `faq/opening_hours`. */
export const baseOf = (name: string): string => name.split('/', 1)[0] ?? name;

/** Whether the bot has actions of its own, which may set slots, say responses and start forms that no story tells of. */
export const hasOwnActions = ({ domain, registered }: CheckContext): boolean =>
  registered.size > 0 || [...domain.actions.keys()].some((name) => !name.startsWith('utter_'));

/** Whether the domain knows the intent, or the retrieval intent that it belongs to. */
export const knowsIntent = ({ intents }: CheckContext, intent: string): boolean =>
  intents.has(intent) || intents.has(baseOf(intent));

/** Reports an intent that the domain does not know; one that has examples is recognised all the same. */
export function unknownIntent(context: CheckContext, intent: string, what: string, place: Place): Problem[] {
  if (knowsIntent(context, intent)) return [];
  const report = context.taught.has(intent) ? warningAt : errorAt;
  return [report(place, 'INTENT_UNKNOWN', { what, intent, hint: didYouMean(intent, context.intents) })];
}

/** Reports a slot that the domain does not know. */
export function unknownSlot(context: CheckContext, slot: string, what: string, place: Place): Problem[] {
  if (context.slots.has(slot)) return [];
  return [errorAt(place, 'SLOT_UNKNOWN', { what, slot, hint: didYouMean(slot, context.slots) })];
}

/** Reports a form that the domain does not know. */
export function unknownLoop(context: CheckContext, form: string | null, what: string, place: Place): Problem[] {
  if (form === null || context.loops.has(form)) return [];
  return [errorAt(place, 'LOOP_UNKNOWN', { what, form, hint: didYouMean(form, context.loops) })];
}

/** Reports an entity that the domain does not know; one that examples mark is found all the same. */
export function unknownEntity({ domain, marked }: CheckContext, entity: string, what: string, place: Place): Problem[] {
  if (domain.entities.has(entity)) return [];
  const report = marked.has(entity) ? warningAt : errorAt;
  return [report(place, 'ENTITY_UNKNOWN', { what, entity, hint: didYouMean(entity, domain.entities.keys()) })];
}

/** What is spoken of with an entity. */
export interface Attributes {
  readonly entity: string;
  readonly role?: string | undefined;
  readonly group?: string | undefined;
}

/** Reports a role or group that the domain does not list for the entity. */
export function unknownAttributes(context: CheckContext, mention: Attributes, what: string, place: Place): Problem[] {
  const definition = context.domain.entities.get(mention.entity);
  if (!definition) return [];
  const written = [
    { attribute: 'role', value: mention.role, known: definition.roles },
    { attribute: 'group', value: mention.group, known: definition.groups },
  ];
  return written.flatMap(({ attribute, value, known }) =>
    value === undefined || known.includes(value)
      ? []
      : [warningAt(place, 'ENTITY_ATTRIBUTE_UNKNOWN', { what, attribute, value, entity: mention.entity })],
  );
}
