import * as vitest from 'vitest';
import { describeChannel } from '../../kit/channel-matrix.js';
import { botframeworkTeams } from './botframework-driver.js';

// The library also writes to the console why a token is refused.
vitest.beforeEach(() => void vitest.vi.spyOn(console, 'error').mockImplementation(() => undefined));
vitest.afterEach(() => void vitest.vi.restoreAllMocks());

describeChannel(botframeworkTeams, vitest);
