import type { SlotDefinition } from '../../domain/domain.js';

/** Why a slot never has a value: it is of another type, or a category that is not listed. */
export type Misfit = 'type' | 'category';

/**
 * Whether a value written in a story or condition can be that of the slot. What Rasa takes for the type fits, such as
 * `"true"` for a bool and `"3"` for a float (rasa/shared/core/slots.py).
 */
export function misfitOf(slot: SlotDefinition, value: unknown): Misfit | undefined {
  if (value === null || value === undefined) return undefined;
  if (slot.type === 'bool') return isBoolean(value) ? undefined : 'type';
  if (slot.type === 'float') return Number.isNaN(Number.parseFloat(String(value))) ? 'type' : undefined;
  if (slot.type !== 'categorical' || slot.values.length === 0) return undefined;
  const text = String(value).toLowerCase();
  return slot.values.includes(text) || text === '__other__' ? undefined : 'category';
}

const isBoolean = (value: unknown): boolean =>
  typeof value === 'boolean' || /^(true|false|yes|no|on|off|0|1|0\.0|1\.0)$/i.test(String(value));
