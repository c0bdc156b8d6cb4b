/** The least that a webhook can be: Express reads the body, checks WhatsApp's signature and says 200. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { appSecret } from '../../kit/fake-whatsapp.js';

const app = express();
app.use(express.raw({ type: () => true }));
app.post('/webhooks/whatsapp/webhook', (request, response) => {
  const signed = createHmac('sha256', appSecret).update(request.body).digest();
  const given = Buffer.from((request.get('x-hub-signature-256') ?? '').slice('sha256='.length), 'hex');
  const isRight = given.length === signed.length && timingSafeEqual(given, signed);
  response.sendStatus(isRight ? 200 : 401);
});
const server = app.listen(0, 'localhost', () => {
  const address = server.address();
  console.log(`Health http://localhost:${typeof address === 'object' && address ? address.port : 0}/health`);
});
process.once('SIGTERM', () => process.exit(0));
