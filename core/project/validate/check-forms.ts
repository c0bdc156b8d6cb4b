import { infoAt, type Problem, warningAt } from '../problem.js';
import { type Check, type CheckContext, hasOwnActions, unknownIntent, unknownSlot } from './context.js';
import { namedActions } from './told.js';

/** Forms ask for slots that exist, that something fills, and for which there is a question. */
export const forms: Check = (context) =>
  [...context.domain.forms.values()].flatMap(({ name: form, requiredSlots, ignoredIntents, place }) => {
    const what = `Form "${form}"`;
    return [
      ...ignoredIntents.flatMap((intent) => unknownIntent(context, intent, what, place)),
      ...requiredSlots.flatMap((slot): Problem[] => {
        const definition = context.domain.slots.get(slot);
        if (!definition) return unknownSlot(context, slot, what, place);
        const parameters = { form, slot };
        return [
          ...(definition.mappings.length > 0 || isValidated(context, form)
            ? []
            : [warningAt(place, 'FORM_SLOT_UNMAPPED', parameters)]),
          ...(canAsk(context, form, slot) ? [] : [warningAt(place, 'FORM_SLOT_SILENT', parameters)]),
        ];
      }),
    ];
  });

/** Whether an action looks at what the form gathers; it may ask for other slots too. */
export const isValidated = ({ actions }: CheckContext, form: string): boolean => actions.has(`validate_${form}`);

/** The names of all that may ask for a slot within a form. */
export const questionsOf = (form: string, slot: string): string[] =>
  ['utter_ask_', 'action_ask_'].flatMap((start) => [`${start}${form}_${slot}`, start + slot]);

const canAsk = ({ actions }: CheckContext, form: string, slot: string): boolean =>
  questionsOf(form, slot).some((name) => actions.has(name));

/** Some story or rule starts each form; in a bot with actions of its own one of them may. */
export const unusedForms: Check = (context) => {
  const named = namedActions(context.data);
  const report = hasOwnActions(context) ? infoAt : warningAt;
  return [...context.domain.forms.values()]
    .filter(({ name }) => !named.has(name) && !context.code?.has(name))
    .map(({ name, place }) => report(place, 'FORM_UNUSED', { form: name }));
};
