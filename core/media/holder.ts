import type { Holder } from '../identity/holders.js';
import type { Media } from './media.js';

/** Lets erasing a person reach the files of their conversations. */
export function mediaHolder(media: Pick<Media, 'count' | 'erase'>): Holder {
  return {
    name: 'files',
    count: ({ conversationIds }) => media.count(conversationIds),
    erase: ({ conversationIds }) => media.erase(conversationIds),
  };
}
