import type { Outgoing } from '../../core/index.js';
import type { RestMessage } from './encode.js';

/** A request that waits for the messages of its turn. */
export interface WaitingRequest {
  /** Known once the message is stored; `undefined` if it was refused. */
  readonly inboxId: Promise<string | undefined>;
  /** Whether it also takes messages that no request has got yet. */
  takesOlder: boolean;
  take(messages: readonly RestMessage[]): void;
}

/** The requests that wait, by recipient. */
export interface Waiting {
  /** Adds a request and returns the way to remove it. */
  add(recipient: string, request: WaitingRequest): () => void;
  /** The request that a message belongs to, if it still waits. */
  find(outgoing: Outgoing): Promise<WaitingRequest | undefined>;
}

/** Makes an empty list. */
export function createWaiting(): Waiting {
  const byRecipient = new Map<string, Set<WaitingRequest>>();
  return {
    add(recipient, request) {
      const requests = byRecipient.get(recipient) ?? new Set();
      byRecipient.set(recipient, requests.add(request));
      return () => {
        requests.delete(request);
        if (requests.size === 0 && byRecipient.get(recipient) === requests) byRecipient.delete(recipient);
      };
    },
    async find({ recipient, inboxId }) {
      const requests = [...(byRecipient.get(recipient) ?? [])];
      for (const request of requests) {
        if (inboxId !== undefined && (await request.inboxId) === inboxId) return request;
      }
      return requests.find((request) => request.takesOlder);
    },
  };
}
