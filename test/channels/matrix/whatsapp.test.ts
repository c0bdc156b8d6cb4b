import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { whatsappCloud } from './whatsapp-driver.js';

describeChannel(whatsappCloud, vitest);
