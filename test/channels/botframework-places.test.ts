import { describe, expect, it } from 'vitest';
import { botFrameworkDesk, silent } from './botframework-desk.js';

const { inWebChat, open, post } = botFrameworkDesk();

describe('the Bot Framework channel takes a shared place', () => {
  const attachment = { kind: 'location', latitude: 52.5, longitude: 13.4, name: 'Studio' };
  const geo = { type: 'GeoCoordinates', elevation: 0, latitude: 52.5, longitude: 13.4, name: 'Studio' };

  it.each([
    ['with a place around it', { type: 'Place', geo, address: 'Oak Lane 1' }, { ...attachment, address: 'Oak Lane 1' }],
    ['as bare coordinates', geo, attachment],
    ['under the full name of its type', { ...geo, type: 'https://schema.org/GeoCoordinates' }, attachment],
  ])('%s', async (_case, entity, shared) => {
    const at = await open(silent);
    await post(at, inWebChat({ text: '', entities: [{ type: 'clientInfo', locale: 'en' }, entity] }));
    expect(at.received).toMatchObject([{ text: '[location]', metadata: { attachments: [shared] } }]);
  });

  it('and goes on where an entity is none', async () => {
    const at = await open(silent);
    await post(at, inWebChat({ text: 'hi', entities: [{ type: 'Place', geo: 'here' }] }));
    expect(at.received[0]?.metadata).not.toHaveProperty('attachments');
  });
});
