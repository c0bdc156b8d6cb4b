/** An object that a bot knows of, such as a restaurant: its attributes by name. */
export type KnowledgeObject = Readonly<Record<string, unknown>>;

/** What an attribute of the objects looked for has to be. */
export interface KnowledgeFilter {
  readonly attribute: string;
  readonly value: unknown;
}

/**
 * Where {@link queryKnowledgeBase} looks things up: files, a database, a service (rasa.com/docs/action-server/knowledge-bases).
 */
export interface KnowledgeBase {
  /** The names of the attributes that objects of a type have; none where the type is unknown. */
  attributesOf(type: string): Promise<readonly string[]> | readonly string[];
  /** The attribute that tells objects of a type apart, such as `id`. */
  keyOf(type: string): string;
  /** What people call an object. */
  nameOf(type: string, object: KnowledgeObject): string;
  /** At most `limit` objects that fit every filter. */
  find(
    type: string,
    filters: readonly KnowledgeFilter[],
    limit: number,
  ): Promise<readonly KnowledgeObject[]> | readonly KnowledgeObject[];
  /** The one object with this key, or with this in its name; `undefined` where there is none or more than one. */
  get(type: string, identifier: string): Promise<KnowledgeObject | undefined> | KnowledgeObject | undefined;
}
