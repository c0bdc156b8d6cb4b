import { afterEach, beforeEach } from 'vitest';
import { slack } from '../../channels/slack/index.js';
import { type FakeSlack, openFakeSlack, slackApp } from '../kit/fake-slack.js';
import { type Answer, type Desk, type DeskOptions, openDesk } from './desk.js';

/** The Slack of the test that runs. */
export let platform: FakeSlack;
let desk: Desk | undefined;

/** Gives each test of a file a Slack of its own, and closes what it opened. */
export function useSlack(): void {
  beforeEach(async () => {
    platform = await openFakeSlack();
  });
  afterEach(async () => {
    await closeDesk();
    await platform.close();
  });
}

/** Says what it heard. */
export const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];
/** Says nothing. */
export const silence: Answer = () => [];

/** Opens a desk that people reach through Slack. */
export async function open(answer = silence, settings: object = {}, options: Partial<DeskOptions> = {}): Promise<Desk> {
  const config = {
    slack_token: slackApp.token,
    slack_signing_secret: slackApp.secret,
    slack_api_url: platform.apiUrl,
    ...settings,
  };
  desk = await openDesk({ channels: [{ use: slack, config }], answer, ...options });
  return desk;
}

/** Closes the desk before the test ends. */
export async function closeDesk(): Promise<void> {
  const closing = desk;
  desk = undefined;
  await closing?.close();
}
