/** What people do at Slack, as events and forms. */

let clock = 1_700_000_000;
const nextTs = () => `${++clock}.000100`;

/** A direct message of Ann. */
export const direct = (text: string, more: object = {}) => ({
  type: 'message',
  channel_type: 'im',
  channel: 'D1',
  user: 'UANN',
  text,
  ts: nextTs(),
  ...more,
});

/** A message of Ann in a channel. */
export const inChannel = (text: string, more: object = {}) =>
  direct(text, { channel_type: 'channel', channel: 'C1', ...more });

/** Ann presses a button, or chooses from a menu. */
export const press = (action: object, more: object = {}) => ({
  payload: JSON.stringify({
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'UANN' },
    channel: { id: 'D1' },
    message: { ts: '1700000000.1' },
    trigger_id: 't',
    actions: [{ type: 'button', action_id: 'say:0', action_ts: nextTs(), block_id: 'b', ...action }],
    ...more,
  }),
});
