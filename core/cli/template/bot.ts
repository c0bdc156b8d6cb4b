import { defineAction, defineBot } from 'parley';

const tellTime = defineAction({
  name: 'action_tell_time',
  run: ({ now, say }) => {
    say(`It is ${now.toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit' })}.`);
    return [];
  },
});

export default defineBot({ actions: [tellTime] });
