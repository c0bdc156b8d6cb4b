import type { Request } from 'express';
import { ParleyError } from '../../errors.js';
import type { IncludedEvents } from '../../tracker/json.js';
import type { ShowOptions } from './backend.js';

const eventChoices = ['AFTER_RESTART', 'ALL', 'APPLIED', 'NONE'] as const satisfies readonly IncludedEvents[];

/** The conversation that a route is about. */
export function conversationOf({ params: { id } }: Request): string {
  // It may hold slashes; the router hands its parts over.
  return typeof id === 'object' ? id.join('/') : (id ?? '');
}

/** `include_events`, in any case. @throws ParleyError API_PARAMETER_INVALID */
export function includeOf({ query }: Request): IncludedEvents {
  const value = query.include_events;
  if (value === undefined) return 'AFTER_RESTART';
  const chosen = eventChoices.find((choice) => choice === String(value).toUpperCase());
  if (chosen) return chosen;
  throw refused('include_events', value, eventChoices.join(', '));
}

/** How the answer shows the conversation. */
export const showOf = (request: Request): ShowOptions => ({
  include: includeOf(request),
  outputChannel: textOf(request, 'output_channel'),
});

/** A text that may be missing. */
export function textOf({ query }: Request, parameter: string): string | undefined {
  const value = query[parameter];
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw refused(parameter, value, 'one text');
}

/** Rasa takes `true` for yes and anything else for no; other spellings are refused here. */
export function flagOf(request: Request, parameter: string, fallback: boolean): boolean {
  const value = textOf(request, parameter)?.toLowerCase();
  if (value === undefined) return fallback;
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw refused(parameter, value, 'true, false');
}

/** A number that may be missing. */
export function numberOf(request: Request, parameter: string, allowed: string): number | undefined {
  const value = textOf(request, parameter);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() !== '' && Number.isFinite(number)) return number;
  throw refused(parameter, value, allowed);
}

/** `until`, in seconds since 1970. */
export const untilOf = (request: Request): number | undefined =>
  numberOf(request, 'until', 'a time in seconds since 1970');

/** The error for a parameter that is not what it should be. */
export function refused(parameter: string, value: unknown, allowed: string): ParleyError {
  return new ParleyError('API_PARAMETER_INVALID', { parameter, value: String(value), allowed });
}
