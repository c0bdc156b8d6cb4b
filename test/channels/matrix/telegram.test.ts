import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { telegramByPolling, telegramByWebhook } from './telegram-driver.js';

describeChannel(telegramByWebhook, vitest);
describeChannel(telegramByPolling, vitest);
