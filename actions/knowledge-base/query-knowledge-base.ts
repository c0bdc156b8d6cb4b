import { type Action, type ActionContext, defineAction, type Event } from '../../core/index.js';
import type { KnowledgeBase, KnowledgeFilter } from './knowledge-base.js';
import { defaultMentions, knowledgeSlots, type Mentions, mentionedObject } from './mentions.js';

/** How a bot answers from a knowledge base. */
export interface QueryKnowledgeBaseOptions {
  readonly knowledgeBase: KnowledgeBase;
  /** The action's name; default `action_query_knowledge_base`, Rasa's. */
  readonly name?: string;
  /** A message that names no object is about the one just talked about; default true. */
  readonly assumeLast?: boolean;
  /** Objects listed at once; default 5. */
  readonly limit?: number;
  readonly mentions?: Mentions;
  /** Lists the objects found, of which there may be none. */
  sayObjects?(context: ActionContext, type: string, names: readonly string[]): void;
  /** Says what an attribute of an object is; empty where the object has nothing there. */
  sayAttribute?(context: ActionContext, about: { object: string; attribute: string; value: unknown }): void;
}

/**
 * Answers "which restaurants do you know?" and "does the second one have wifi?" from a knowledge base, as Rasa's
 * `ActionQueryKnowledgeBase` does (rasa.com/docs/action-server/knowledge-bases). The bot needs the slots `object_type`,
 * `attribute` and `mention`, one for each type and for each attribute to filter by, and the response `utter_ask_rephrase`.
 */
export function queryKnowledgeBase(options: QueryKnowledgeBaseOptions): Action {
  const { name = 'action_query_knowledge_base' } = options;
  return defineAction({
    name,
    run: async (context) => {
      const type = context.slots[knowledgeSlots.type];
      if (typeof type !== 'string' || type === '') return rephrase(context, []);
      const attribute = context.slots[knowledgeSlots.attribute];
      const isNew = type !== context.slots[knowledgeSlots.lastType];
      if (isNew || typeof attribute !== 'string' || attribute === '') return listObjects(context, type, options);
      return tellAttribute(context, type, attribute, options);
    },
  });
}

async function listObjects(
  context: ActionContext,
  type: string,
  { knowledgeBase: base, limit = 5, sayObjects = sayFound }: QueryKnowledgeBaseOptions,
): Promise<Event[]> {
  const filters = filtersIn(context, await base.attributesOf(type));
  const found = await base.find(type, filters, limit);
  const names = found.map((object) => base.nameOf(type, object));
  sayObjects(context, type, names);
  const forgotten = filters.map(({ attribute }) => setSlot(attribute, null));
  if (found.length === 0) return forgotten;
  const keys = found.map((object) => object[base.keyOf(type)]);
  return [...settled(type, keys.length === 1 ? keys[0] : null), setSlot(knowledgeSlots.listed, keys), ...forgotten];
}

async function tellAttribute(
  context: ActionContext,
  type: string,
  attribute: string,
  {
    knowledgeBase: base,
    mentions = defaultMentions,
    assumeLast = true,
    sayAttribute = sayValue,
  }: QueryKnowledgeBaseOptions,
): Promise<Event[]> {
  const mentioned = mentionedObject(context, mentions, assumeLast);
  const object = mentioned === undefined ? undefined : await base.get(type, mentioned);
  if (!object || !Object.hasOwn(object, attribute)) return rephrase(context, [setSlot(knowledgeSlots.mention, null)]);
  sayAttribute(context, { object: base.nameOf(type, object), attribute, value: object[attribute] });
  return settled(type, object[base.keyOf(type)]);
}

/** The attributes that a message gave, such as the cuisine. */
function filtersIn({ slots }: ActionContext, attributes: readonly string[]): KnowledgeFilter[] {
  return attributes
    .map((attribute) => ({ attribute, value: slots[attribute] }))
    .filter(({ value }) => value !== null && value !== undefined);
}

/** The question is answered; what it was about is remembered. */
const settled = (type: string, last: unknown): Event[] => [
  setSlot(knowledgeSlots.type, type),
  setSlot(knowledgeSlots.attribute, null),
  setSlot(knowledgeSlots.mention, null),
  setSlot(knowledgeSlots.last, last),
  setSlot(knowledgeSlots.lastType, type),
];

function rephrase(context: ActionContext, events: Event[]): Event[] {
  context.utter('utter_ask_rephrase');
  return events;
}

const setSlot = (name: string, value: unknown): Event => ({ event: 'slot', name, value });

function sayFound({ say }: ActionContext, type: string, names: readonly string[]): void {
  const listed = names.map((name, at) => `${at + 1}: ${name}`);
  const none = `I know of no ${type} like that.`;
  say(names.length === 0 ? none : [`Here is what I know of the type ${type}:`, ...listed].join('\n'));
}

function sayValue({ say }: ActionContext, about: { object: string; attribute: string; value: unknown }): void {
  const { object, attribute, value } = about;
  const isEmpty = value === null || value === undefined || value === '';
  say(isEmpty ? `I do not know the ${attribute} of ${object}.` : `The ${attribute} of ${object}: ${shown(value)}.`);
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
