import type { Destination } from '../../inbox/items.js';
import type { Store } from '../../store/store.js';

/** Where the messages of a request to the HTTP API go; `undefined`: they come back with the answer. */
export type DestinationOf = (
  conversationId: string,
  outputChannel: string | undefined,
) => Promise<Destination | undefined>;

/**
 * Finds the channel that `output_channel` names: by name, or `latest` for the one of the last message. Messages for a
 * channel that cannot send unasked come back with the answer (rasa/server.py, `_get_output_channel`).
 */
export function createDestinations(store: Store, reaches: (channel: string) => boolean): DestinationOf {
  return async (conversationId, outputChannel) => {
    if (outputChannel === undefined) return undefined;
    const [row = {}]: { channel?: string | null; recipient?: string | null }[] = await store.dataSource.query(
      'SELECT latest_channel AS channel, recipient FROM conversations WHERE id = $1',
      [conversationId],
    );
    const channel = outputChannel === 'latest' ? row.channel : outputChannel;
    if (!channel || !reaches(channel)) return undefined;
    // Somebody who never wrote there is known by the conversation alone, as in Rasa.
    const recipient = channel === row.channel ? row.recipient : undefined;
    return { channel, recipient: recipient ?? conversationId };
  };
}
