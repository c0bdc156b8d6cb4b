/** Where a person talks: a channel, and the conversation as that channel names it. */
export interface Address {
  readonly channel: string;
  readonly id: string;
}

/** The address that a turn's message came from. */
export interface Speaker extends Address {
  /** Several people talk there, so it is nobody's own and is never linked. */
  readonly group: boolean;
}
