import { describe, expect, it } from 'vitest';
import { backChannelsOf, isBackChannel } from '../../channels/voice/turns/back-channels.js';
import { createLatencyMeter, type TurnLatency } from '../../channels/voice/turns/latency.js';
import { createPlayed } from '../../channels/voice/turns/played.js';
import { turnSettings } from '../../channels/voice/turns/settings.js';
import { createTurns, type TurnCommand } from '../../channels/voice/turns/turns.js';

/** A line on which time passes frame by frame. Loudness is in dBFS. */
function openLine(settings: Parameters<typeof turnSettings.parse>[0] = {}) {
  const turns = createTurns(turnSettings.parse(settings), backChannelsOf('en'));
  const done: TurnCommand[] = [];
  let at = 0;
  const pass = (ms: number, loudness: number) => {
    for (const end = at + ms; at < end; ) {
      at += 20;
      done.push(...turns.frame(at, loudness, 20));
    }
  };
  const line = {
    turns,
    noise: (ms: number) => pass(ms, -62),
    speech: (ms: number) => pass(ms, -22),
    sound: pass,
    words: (text: string) => void done.push(...turns.words(1, text)),
    recognised: (text: string, utterance = 1) => void done.push(...turns.recognised(at, utterance, text)),
    key: (key: string, isChoice = false) => void done.push(...turns.key(at, key, isChoice)),
    botSpeaks: () => turns.botBegan(),
    botEnds() {
      turns.botEnded(at);
      turns.settled(at);
    },
    /** What was to be done since it was last asked. */
    get done() {
      return done.splice(0).map((command) => command.do);
    },
    get commands() {
      return done.splice(0);
    },
  };
  line.noise(500);
  return line;
}

describe('the end of speech', () => {
  it('is a pause longer than those between words', () => {
    const line = openLine();
    line.speech(400);
    line.noise(400);
    line.speech(400);
    expect(line.done).toEqual(['listen']);
    line.noise(580);
    expect(line.done).toEqual([]);
    line.noise(40);
    expect(line.done).toEqual(['finish']);
  });

  it('is not begun by a click', () => {
    const line = openLine();
    line.speech(40);
    line.noise(1_000);
    expect(line.done).toEqual([]);
  });

  it('is found in loud noise as well', () => {
    const line = openLine();
    line.sound(4_000, -38);
    line.recognised('');
    expect(line.done).toEqual(['listen', 'finish', 'unclear']);
    line.sound(600, -18);
    line.sound(700, -38);
    expect(line.done).toEqual(['listen', 'finish']);
  });

  it('comes after half a minute at the latest, and the rest is another utterance', () => {
    const line = openLine();
    for (let second = 0; second < 31; second += 1) {
      line.speech(900);
      line.noise(100);
    }
    expect(line.done).toEqual(['listen', 'finish', 'listen']);
  });
});

describe('what was said', () => {
  it('is handed in', () => {
    const line = openLine();
    line.speech(500);
    line.noise(700);
    line.recognised(' two o’clock ');
    expect(line.commands.at(-1)).toEqual({ do: 'take', utterance: 1, text: 'two o’clock' });
  });

  it('is asked for again when there were no words in it', () => {
    const line = openLine();
    line.speech(500);
    line.noise(700);
    line.recognised('');
    expect(line.done).toEqual(['listen', 'finish', 'unclear']);
  });

  it('is given up when the recogniser takes too long', () => {
    const line = openLine({ recogniser_ms: 2_000 });
    line.speech(500);
    line.noise(2_700);
    expect(line.done).toEqual(['listen', 'finish', 'cancel', 'unclear']);
    line.recognised('too late');
    expect(line.done).toEqual([]);
  });
});

describe('while the bot speaks', () => {
  it.each(['uh-huh', 'Okay.', 'Yeah, right'])('%j does not interrupt', (text) => {
    const line = openLine();
    line.botSpeaks();
    line.speech(400);
    line.words(text);
    line.noise(700);
    line.recognised(text);
    expect(line.done).toEqual(['listen', 'finish']);
  });

  it('more than that interrupts with its first words', () => {
    const line = openLine();
    line.botSpeaks();
    line.speech(300);
    line.words('yeah');
    expect(line.done).toEqual(['listen']);
    line.words('yeah but tomorrow');
    expect(line.done).toEqual(['interrupt']);
    line.noise(700);
    line.recognised('yeah but tomorrow');
    expect(line.commands.at(-1)).toMatchObject({ do: 'take', text: 'yeah but tomorrow' });
  });

  it('long speech interrupts when no words come meanwhile', () => {
    const line = openLine();
    line.botSpeaks();
    line.speech(700);
    expect(line.done).toEqual(['listen']);
    line.speech(400);
    expect(line.done).toEqual(['interrupt']);
  });

  it('short speech interrupts when its words turn out to be more', () => {
    const line = openLine();
    line.botSpeaks();
    line.speech(400);
    line.noise(700);
    line.recognised('stop');
    expect(line.done).toEqual(['listen', 'finish', 'interrupt', 'take']);
  });

  it('an okay that outlasts the bot is an answer', () => {
    const line = openLine();
    line.botSpeaks();
    line.speech(200);
    line.botEnds();
    line.speech(200);
    line.noise(700);
    line.recognised('okay');
    expect(line.done).toEqual(['listen', 'finish', 'take']);
  });

  it('nothing said interrupts where only keys may', () => {
    const line = openLine({ interrupted_by: 'keys' });
    line.botSpeaks();
    line.speech(1_500);
    expect(line.done).toEqual([]);
    line.key('1', true);
    expect(line.done).toEqual(['interrupt', 'keys']);
  });

  it('not even keys interrupt where nothing may', () => {
    const line = openLine({ interrupted_by: 'none' });
    line.botSpeaks();
    line.key('1', true);
    expect(line.done).toEqual([]);
  });
});

describe('keys', () => {
  it('belong together until the pause after them, or #', () => {
    const line = openLine();
    for (const key of '555') line.key(key);
    line.noise(1_900);
    expect(line.done).toEqual([]);
    line.noise(200);
    expect(line.commands).toEqual([{ do: 'keys', keys: '555' }]);
    for (const key of '42#') line.key(key);
    expect(line.commands).toEqual([{ do: 'keys', keys: '42' }]);
  });
});

describe('silence', () => {
  it('is asked about, and ends the call at last', () => {
    const line = openLine({ prompts: 2 });
    line.noise(6_000);
    expect(line.done).toEqual([]);
    line.noise(16_000);
    expect(line.commands).toEqual([{ do: 'prompt', count: 1 }, { do: 'prompt', count: 2 }, { do: 'leave' }]);
  });

  it('is none while the bot works or speaks', () => {
    const line = openLine();
    line.speech(500);
    line.noise(700);
    line.recognised('hello');
    line.noise(10_000);
    line.botSpeaks();
    line.noise(10_000);
    expect(line.done).toEqual(['listen', 'finish', 'take']);
    line.botEnds();
    line.noise(6_900);
    expect(line.done).toEqual([]);
    line.noise(200);
    expect(line.done).toEqual(['prompt']);
  });
});

describe('what was played', () => {
  it('is what is left of an interrupted message, to the word', () => {
    const played = createPlayed();
    const [first = '', second = ''] = played.add('m', ['Hello there.', 'We open at nine today.']);
    played.sent(first, 1_000, 0);
    played.sent(second, 2_000, 0);
    played.reached(first, 1_000);
    expect(played.cut(2_000)).toEqual([{ id: 'm', heard: 'Hello there. We open at' }]);
    expect(played.isEmpty).toBe(true);
  });

  it('is nothing of what has not begun', () => {
    const played = createPlayed();
    const [mark = ''] = played.add('a', ['One.']);
    played.add('b', ['Two.']);
    played.sent(mark, 1_000, 0);
    expect(played.cut(20)).toEqual([
      { id: 'a', heard: '' },
      { id: 'b', heard: '' },
    ]);
  });
});

describe('back-channels', () => {
  it.each(['mm-hm', 'OK', 'uh huh, yeah', 'I see'])('%j is one', (text) => expect(isBackChannel(text)).toBe(true));
  it.each(['no', 'okay but wait', '', 'see'])('%j is none', (text) => expect(isBackChannel(text)).toBe(false));
  it('are those of the language', () => expect(isBackChannel('Genau, ja', backChannelsOf('de-AT'))).toBe(true));
});

describe('latency', () => {
  it('is told by stages, with the own share apart', () => {
    let now = 0;
    const told: TurnLatency[] = [];
    const meter = createLatencyMeter(
      () => now,
      (latency) => void told.push(latency),
    );
    const later = (ms: number, happens: () => void) => {
      now += ms;
      happens();
    };
    meter.speechEnded(600);
    later(200, meter.words);
    later(30, meter.message);
    later(2, meter.asked);
    later(200, meter.sound);
    later(1, meter.handedOut);
    later(20, meter.handedOut);
    expect(told).toEqual([{ silence: 600, recogniser: 200, bot: 30, synthesiser: 200, total: 433, own: 33 }]);
  });
});
