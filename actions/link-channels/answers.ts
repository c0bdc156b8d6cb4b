import type { ActionContext, LinkRefusal } from '../../core/index.js';

/** What is said when the domain has no response of that name. */
const texts = {
  utter_link_code:
    'Your code is {link_code}. In the other chat, send: link {link_code} (within {minutes} minutes, once).',
  utter_linked: 'Done: we go on here where you left off.',
  utter_unlinked: 'Done: from now on this chat stands for itself again.',
  utter_not_linked: 'This chat is not linked with another one.',
  utter_link_group: 'In a group I cannot do that, because others read along. Please ask me in a chat of our own.',
  utter_link_already: 'That code is from this very conversation. Send it in the other chat.',
  utter_link_elsewhere:
    'This chat is linked already. To add another one, ask me here for a code and send it there; or say "unlink" first.',
  utter_link_unknown: 'I do not know that code. Please check it, or ask for a new one in the other chat.',
  utter_link_expired: 'That code has expired. Please ask for a new one in the other chat.',
  utter_link_used: 'That code has been used already. Please ask for a new one in the other chat.',
  utter_link_too_many: 'Those were too many wrong codes. Please try again in ten minutes.',
} as const;

/** A response that the actions say. */
export type LinkAnswer = keyof typeof texts;

/** The response to each reason why nothing was linked. */
export const refusals: Readonly<Record<LinkRefusal, LinkAnswer>> = {
  group: 'utter_link_group',
  already: 'utter_link_already',
  elsewhere: 'utter_link_elsewhere',
  unknown: 'utter_link_unknown',
  expired: 'utter_link_expired',
  used: 'utter_link_used',
  'too-many': 'utter_link_too_many',
};

/** Says the domain's response of that name, or a plain text; nothing else changes, so it returns no events. */
export function answer(
  { domain, utter, say }: Pick<ActionContext, 'domain' | 'utter' | 'say'>,
  response: LinkAnswer,
  values: Readonly<Record<string, string | number>> = {},
): undefined {
  if (domain.responses.has(response)) utter(response, values);
  else say(texts[response].replace(/\{(\w+)\}/g, (gap, name: string) => String(values[name] ?? gap)));
}
