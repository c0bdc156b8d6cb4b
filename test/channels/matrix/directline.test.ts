import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { directLinePage } from './directline-driver.js';

describeChannel(directLinePage, vitest);
