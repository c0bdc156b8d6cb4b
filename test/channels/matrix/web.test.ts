import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { socketioPage, webPage } from './web-driver.js';

describeChannel(webPage, vitest);
describeChannel(socketioPage, vitest);
