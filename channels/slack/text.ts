/** Slack writes mentions, links and dates in angle brackets: `<target|label>`, where the label may be missing. */
const bracketed = /<([^<>|]+)(?:\|([^<>]*))?>/g;

/** The text that a person wrote, without mentions of the bot, links as they were shown, characters unescaped. */
export function readText(text: string, botUserId: string | undefined): string {
  return text
    .replace(bracketed, (_, target: string, label: string | undefined) => {
      if (botUserId !== undefined && target === `@${botUserId}`) return ' ';
      return label || target.replace(/^(?:mailto|tel):/, '').replace(/^!/, '@');
    })
    .replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'))
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/^[ \t]|[ \t]$/g, '');
}

/** Whether a text mentions a person or a bot. */
export function mentions(text: string, userId: string): boolean {
  return text.includes(`<@${userId}>`) || text.includes(`<@${userId}|`);
}

/**
 * A text of the bot in Slack's markup: what could be a mention, such as `<!channel>` in a slot's value, is escaped;
 * `**bold**` and `[label](address)`, as other channels show them, become Slack's own.
 */
export function writeText(text: string): string {
  return escaped(text)
    .replace(/\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*/g, '*$1*')
    .replace(/\[([^\][\n]+)\]\(((?:https?:\/\/|mailto:)[^\s)|]+)\)/g, '<$2|$1>');
}

/** The three characters that mean something to Slack (https://docs.slack.dev/messaging/formatting-message-text). */
function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
