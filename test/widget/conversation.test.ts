import { expect, it } from 'vitest';
import { describeInBrowser } from './browser.js';

describeInBrowser('talking in the web chat', ({ visit: begin }) => {
  it('is greeted on opening, without a word of the greeting payload on screen', async () => {
    const { server, visit } = await begin('data-greet="/greet"');
    server.think((message, say) => message === '/greet' && say({ text: 'Welcome to the studio!' }));
    await visit.open();
    await visit.sees('Welcome to the studio!');
    expect(await visit.bubbles.allInnerTexts()).toEqual(['Welcome to the studio!']);
  });

  it('gets an answer, and tells the server that the answer is on screen', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => say({ text: `You said: ${message}` }));
    await visit.open();
    await visit.write('how much is a small rose?');
    await visit.sees('You said: how much is a small rose?');
    await expect.poll(() => server.shown).toEqual(['b1']);
  });

  it('sends messages in the order they were written', async () => {
    const { server, visit } = await begin();
    await visit.open();
    for (const word of ['one', 'two', 'three']) await visit.write(word);
    await expect.poll(() => server.heard.map(({ message }) => message)).toEqual(['one', 'two', 'three']);
  });

  it('presses a quick reply: shows its title, sends its payload, and takes the buttons out of use', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => {
      const quick_replies = [
        { content_type: 'text', title: 'Book a session', payload: '/book_appointment' },
        { content_type: 'text', title: 'Prices', payload: '/ask_price_estimate' },
      ];
      say(message === 'hi' ? { text: 'What can I do for you?', quick_replies } : { text: `got ${message}` });
    });
    await visit.open();
    await visit.write('hi');
    await visit.log.getByRole('button', { name: 'Book a session' }).click();
    await visit.sees('got /book_appointment');
    await visit.sees('Book a session');
    expect(
      await visit.log.getByRole('button').evaluateAll((all) => all.map((button) => button.matches(':disabled'))),
    ).toEqual([true, true]);
  });

  it('shows images with their title, and enlarges them', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.write('show me');
    await expect.poll(() => server.heard.length).toBe(1);
    server.say({ attachment: { type: 'image', payload: { src: '/picture.svg', title: 'A koi by Kenji' } } });
    await visit.log.getByRole('img', { name: 'A koi by Kenji' }).click();
    await visit.page.getByRole('dialog', { name: 'A koi by Kenji' }).waitFor();
  });

  it('shows cards, whose buttons work', async () => {
    const { server, visit } = await begin();
    const elements = [
      {
        title: 'Mara Voss',
        subtitle: 'Fine line and botanical',
        image_url: '/picture.svg',
        buttons: [{ title: 'Choose Mara', type: 'postback', payload: '/choose{"artist":"Mara"}' }],
      },
    ];
    const cards = { attachment: { type: 'template', payload: { template_type: 'generic', elements } } };
    server.think((message, say) => say(message === 'artists' ? cards : { text: `got ${message}` }));
    await visit.open();
    await visit.write('artists');
    await visit.log.getByRole('button', { name: 'Choose Mara' }).click();
    await visit.sees('got /choose{"artist":"Mara"}');
  });

  it('sees when the bot is typing, and when it stops', async () => {
    const { server, visit } = await begin();
    await visit.open();
    await visit.write('hello');
    await expect.poll(() => server.heard.length).toBe(1);
    server.typing(true);
    await visit.log.getByText('Ozzy is typing…').waitFor();
    server.typing(false);
    await visit.log.getByText('Ozzy is typing…').waitFor({ state: 'detached' });
  });

  it('starts over: the server hears /restart, the transcript is gone, the session is new', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => say({ text: `echo ${message}` }));
    await visit.open();
    await visit.write('first');
    await visit.sees('echo first');
    await visit.panel.getByRole('button', { name: 'Start over' }).click();
    await visit.page.getByRole('alertdialog').getByRole('button', { name: 'Start over' }).click();
    await expect.poll(() => server.heard.map(({ message }) => message)).toEqual(['first', '/restart']);
    await visit.write('second');
    await visit.sees('echo second');
    expect(await visit.bubbles.allInnerTexts()).toEqual(['second', 'echo second']);
    expect(new Set(server.heard.map(({ session }) => session)).size).toBe(2);
  });

  it('lets the page open it, send, and listen', async () => {
    const { server, visit } = await begin();
    server.think((_message, say) => say({ text: 'heard you' }));
    await visit.page.evaluate(`
      window.log = [];
      Parley.on('open', () => log.push('open'));
      Parley.on('close', () => log.push('close'));
      Parley.on('message', ({ from, text }) => log.push(from + ': ' + text));
      Parley.open();
      Parley.send('from the page');
    `);
    await visit.sees('heard you');
    await visit.page.evaluate('Parley.close()');
    expect(await visit.page.evaluate('log')).toEqual(['open', 'user: from the page', 'bot: heard you', 'close']);
  });
});
