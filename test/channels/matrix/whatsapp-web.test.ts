import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { whatsAppWeb } from './whatsapp-web-driver.js';

describeChannel(whatsAppWeb, vitest);
