import type { Place } from '../place.js';
import type { SlotDefinition } from './domain.js';

/** A slot for a text that is no matter of the policies. */
export const unseenSlot = (name: string, place: Place): SlotDefinition => ({
  name,
  type: 'text',
  initialValue: null,
  influenceConversation: false,
  values: [],
  minValue: 0,
  maxValue: 1,
  mappings: [],
  place,
});
