import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { slackBySocket, slackOverHttp } from './slack-driver.js';

describeChannel(slackOverHttp, vitest);
describeChannel(slackBySocket, vitest);
