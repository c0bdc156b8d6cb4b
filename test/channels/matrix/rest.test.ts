import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { restCaller } from './rest-driver.js';

describeChannel(restCaller, vitest);
