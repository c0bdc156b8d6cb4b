import { expect, expectTypeOf, it } from 'vitest';
import { type ActionContext, defineAction } from '../../core/actions/action.js';
import { defineFormValidation } from '../../core/actions/form-validation.js';

/** What `parley types` would write for a small bot. */
interface Bot {
  readonly slots: { readonly guests: number; readonly name: string };
  readonly response: 'utter_hi' | 'utter_bye';
}

it('types the slots of an action by the bot', () => {
  expectTypeOf<ActionContext<Bot>['slots']['guests']>().toEqualTypeOf<number | null>();
  expectTypeOf<Parameters<ActionContext<Bot>['utter']>[0]>().toEqualTypeOf<'utter_hi' | 'utter_bye'>();
});

it('lets a wrong response name not compile', () => {
  const action = defineAction<Bot>({
    name: 'action_x',
    run: ({ utter }) => {
      // @ts-expect-error there is no such response
      utter('utter_nothing');
      return [];
    },
  });
  expect(action.name).toBe('action_x');
});

it('types the validation of a form by the bot', () => {
  const validation = defineFormValidation<Bot>({
    form: 'booking',
    slots: {
      guests: (value) => (typeof value === 'number' ? value : null),
      // @ts-expect-error a name is a text
      name: () => 3,
    },
    requiredSlots: (slots) => (slots.guests === 1 ? ['guests'] : ['guests', 'name']),
  });
  expect(validation.name).toBe('validate_booking');
});

it('takes any names without types', () => {
  const validation = defineFormValidation({
    form: 'booking',
    slots: { anything: (value) => value },
    requiredSlots: (slots) => (slots.anything ? [] : ['anything']),
  });
  expect(validation.name).toBe('validate_booking');
});
