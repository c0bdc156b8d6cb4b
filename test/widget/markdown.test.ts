import { expect, it } from 'vitest';
import { describeInBrowser } from './browser.js';

const attacks = [
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '[click](javascript:window.hacked=1)',
  '[click](java\tscript:window.hacked=1)',
  '[click](data:text/html,<script>window.hacked=1</script>)',
  '[click](vbscript:x)',
  '[<img src=x onerror=window.hacked=1>](https://example.org)',
  '**<svg onload=window.hacked=1>**',
  '`<iframe srcdoc="<script>window.hacked=1</script>">`',
  '[x](https://example.org"onmouseover="window.hacked=1)',
];

describeInBrowser('markdown in the web chat', ({ visit: begin }) => {
  it('keeps every attack text, whoever writes it', async () => {
    const { server, visit } = await begin();
    server.think((message, say) => say({ text: message }));
    await visit.open();
    for (const attack of attacks) await visit.write(attack);
    await expect.poll(() => visit.bubbles.count()).toBe(2 * attacks.length);
    expect(await visit.log.locator('script, img, iframe, .bubble svg, .bubble [onmouseover]').count()).toBe(0);
    expect(
      await visit.log
        .locator('a')
        .evaluateAll((links) => links.map((link) => new URL(link.getAttribute('href') ?? '').protocol)),
    ).toEqual(['https:', 'https:']);
    expect(await visit.page.evaluate('window.hacked')).toBeUndefined();
  });

  it('leaves hostile addresses of buttons and images out', async () => {
    const { server, visit } = await begin();
    const evil = 'javascript:window.hacked=1';
    server.think((_message, say) => {
      const elements = [{ title: 'Card', image_url: evil, buttons: [{ type: 'web_url', title: 'Go', url: evil }] }];
      say({ attachment: { type: 'template', payload: { template_type: 'generic', elements } } });
      say({ attachment: { type: 'image', payload: { src: evil, title: 'A picture' } } });
    });
    await visit.open();
    await visit.write('hi');
    await visit.sees('A picture');
    expect(await visit.log.locator('a, img').count()).toBe(0);
  });

  it('renders bold, italic, code, lists and links of the bot', async () => {
    const { server, visit } = await begin();
    const text = [
      'Ask **Mara** or *Kenji*, use `snake_case_name`:',
      '- fine line',
      '- **bold** lines',
      '',
      '1. first',
      '2. second',
      'More at https://example.org/a_b_c. [Mail](mailto:hi@example.org)',
    ].join('\n');
    server.think((_message, say) => say({ text }));
    await visit.open();
    await visit.write('**plain** for me');
    await visit.sees('Ask Mara');
    const { log } = visit;
    expect(await log.locator('strong').allInnerTexts()).toEqual(['Mara', 'bold']);
    expect(await log.locator('em').allInnerTexts()).toEqual(['Kenji']);
    expect(await log.locator('code').allInnerTexts()).toEqual(['snake_case_name']);
    expect(await log.locator('ul > li').count()).toBe(2);
    expect(await log.locator('ol > li').count()).toBe(2);
    expect(
      await log
        .locator('a')
        .evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.getAttribute('rel')])),
    ).toEqual([
      ['https://example.org/a_b_c', 'noopener noreferrer'],
      ['mailto:hi@example.org', 'noopener noreferrer'],
    ]);
    await visit.sees('**plain** for me');
  });

  it('stays quick on text made to slow it down', async () => {
    const { server, visit } = await begin();
    const text = ['['.repeat(20_000), '*a '.repeat(10_000), '**'.repeat(10_000), '_'.repeat(20_000)].join('\n');
    server.think((_message, say) => {
      say({ text });
      say({ text: 'done' });
    });
    await visit.open();
    const begun = performance.now();
    await visit.write('hi');
    await visit.sees('done');
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
