import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { phoneByGather, phoneByRelay } from './twilio-driver.js';

describeChannel(phoneByGather, vitest);
describeChannel(phoneByRelay, vitest);
