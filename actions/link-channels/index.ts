import { type Action, type ActionContext, CODE_ENTITY, defineAction, readCode } from '../../core/index.js';
import { answer, refusals } from './answers.js';

/** Gives a code that links this chat with one on another channel. Responses: `utter_link_code`, `utter_link_group`. */
const giveCode = defineAction({
  name: 'action_link_code',
  async run(context) {
    const { identity } = context.services;
    const given = await identity.createCode(await identity.speakerOf(context));
    if (!given) return answer(context, 'utter_link_group');
    const minutes = Math.round((given.expiresAt.getTime() - context.now.getTime()) / 60_000);
    return answer(context, 'utter_link_code', { link_code: given.code, minutes });
  },
});

/** Takes such a code, and repeats what was asked last, so that the person can go on at once. */
const enterCode = defineAction({
  name: 'action_enter_link_code',
  async run(context) {
    const { identity } = context.services;
    const outcome = await identity.redeem(codeIn(context), await identity.speakerOf(context));
    if (outcome.kind !== 'linked') return answer(context, refusals[outcome.kind]);
    answer(context, 'utter_linked');
    if (outcome.question) context.say(outcome.question);
    return undefined;
  },
});

/** Lets this chat stand for itself again. */
const unlink = defineAction({
  name: 'action_unlink_chats',
  async run(context) {
    const { identity } = context.services;
    const gone = await identity.unlink(await identity.speakerOf(context));
    return answer(context, gone.length > 0 ? 'utter_unlinked' : 'utter_not_linked');
  },
});

/**
 * The actions by which people link their chats: `action_link_code`, `action_enter_link_code`, `action_unlink_chats`.
 * They say the domain's responses of the names in docs/identity.md, or plain English where it has none.
 *
 * @example definePack({ actions: [...linkChannels, …] })
 */
export const linkChannels: readonly Action[] = [giveCode, enterCode, unlink];

function codeIn({ latestMessage }: ActionContext): string {
  const found = latestMessage.entities.find(({ entity }) => entity === CODE_ENTITY)?.value;
  return typeof found === 'string' ? found : (readCode(latestMessage.text) ?? latestMessage.text);
}
