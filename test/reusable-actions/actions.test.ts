import { describe, expect, it } from 'vitest';
import { breakOff, giveBack, handover, isHandedOver, suggestIntents, takeUpOffer } from '../../actions/index.js';
import { conversation } from '../dialogue/conversation.js';

const yaml = `
version: "3.1"
intents: [greet, affirm, stop, order, speak_to_human, nlu_fallback]
slots:
  dish: {type: text, influence_conversation: false, mappings: [{type: from_text, conditions: [{active_loop: order_form, requested_slot: dish}]}]}
  handed_over: {type: bool, influence_conversation: false, mappings: [{type: custom}]}
forms:
  order_form: {required_slots: [dish], ignored_intents: [stop, speak_to_human, greet]}
responses:
  utter_greet: [{text: Hi}]
  utter_ask_dish: [{text: What would you like?}]
  utter_handover: [{text: A person takes over.}]
  utter_stopped: [{text: Stopped.}]
  utter_idle: [{text: All right.}]
  utter_rephrase: [{text: Say that again?}]
  utter_again: [{text: Still lost.}]
  utter_offer: [{text: Hungry?, buttons: [{title: "Yes, please", payload: '/order{"dish": null}'}, {title: "No", payload: /stop}]}]
actions: [action_handover, action_break_off, action_take_up_offer, action_suggest_intents]
rules:
- rule: greet
  steps: [{intent: greet}, {action: utter_offer}]
- rule: order
  steps: [{intent: order}, {action: order_form}, {active_loop: order_form}]
- rule: stop
  steps: [{intent: stop}, {action: action_break_off}]
- rule: human
  steps: [{intent: speak_to_human}, {action: action_handover}]
- rule: yes
  steps: [{intent: affirm}, {action: action_take_up_offer}]
- rule: fallback
  steps: [{intent: nlu_fallback}, {action: action_suggest_intents}]
`;

const bot = () =>
  conversation(yaml, {
    actions: [
      handover({ response: 'utter_handover', slot: 'handed_over' }),
      breakOff({ response: 'utter_stopped', idleResponse: 'utter_idle' }),
      takeUpOffer({ offers: { order: 'order_form' }, idleResponse: 'utter_idle' }),
      suggestIntents({
        titles: { greet: 'Say hello' },
        response: 'utter_rephrase',
        secondResponse: 'utter_again',
        human: { title: 'A person', payload: '/speak_to_human' },
      }),
    ],
  });

describe('the hand-over to a person', () => {
  it('silences the bot until the conversation is given back', async () => {
    const user = await bot();
    await user.hears('/order').says('What would you like?');
    await user.hears('/speak_to_human').says('A person takes over.');
    expect([isHandedOver(user.tracker.events), user.slot('handed_over')]).toEqual([true, true]);
    await user.hears('/greet').saysNothing();

    for (const event of giveBack('handed_over')) user.tracker.apply(event);
    expect([isHandedOver(user.tracker.events), user.slot('handed_over')]).toEqual([false, false]);
    await user.hears('/greet').says('Hungry?');
  });

  it('leaves the form that was running', async () => {
    const user = await bot();
    await user.hears('/order').says('What would you like?');
    await user.hears('/speak_to_human').says('A person takes over.');
    expect(user.tracker.activeLoop).toBeUndefined();
  });
});

describe('breaking off', () => {
  it('ends a form', async () => {
    const user = await bot();
    await user.hears('/order').says('What would you like?');
    await user.hears('/stop').says('Stopped.');
    expect(user.tracker.activeLoop).toBeUndefined();
  });

  it('is no great matter when nothing is running', async () => {
    await (await bot()).hears('/stop').says('All right.');
  });
});

describe('a typed yes', () => {
  it('presses the button that says yes', async () => {
    const user = await bot();
    await user.hears('/greet').says('Hungry?');
    await user.hears('/affirm').says('What would you like?');
  });

  it('means nothing when nothing was offered', async () => {
    await (await bot()).hears('/affirm').says('All right.');
  });
});

describe('a message that was not understood', () => {
  it('is answered with what it may have meant, and then with a person', async () => {
    const user = await bot();
    await user.hears('mumble').says('Say that again?', 'Did you mean one of these?');
    expect(user.last.messages[1]?.buttons).toEqual([{ title: 'Say hello', payload: '/greet' }]);
    await user.hears('mumble').says('Still lost.', 'Did you mean one of these?');
    expect(user.last.messages[1]?.buttons?.[0]).toEqual({ title: 'A person', payload: '/speak_to_human' });
  });
});
