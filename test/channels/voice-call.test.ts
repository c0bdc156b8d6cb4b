import { expect, it } from 'vitest';
import type { TextToSpeech } from '../../channels/voice/speech/speech.js';
import type { Cut } from '../../channels/voice/turns/played.js';
import { turnSettings } from '../../channels/voice/turns/settings.js';
import { createVoiceCall } from '../../channels/voice/turns/voice-call.js';
import { scriptedRecogniser } from '../kit/scripted-recogniser.js';

const quiet = new Int16Array(160);
const loud = new Int16Array(160).fill(6_000);

/** A call whose synthesiser says each sentence in 100 ms of sound; a sentence in `faults` fails once. */
function openCall(faults: string[] = []) {
  const said: string[] = [];
  const marks: string[] = [];
  const cuts: Cut[] = [];
  const speak: TextToSpeech = {
    name: 'tone',
    async *speak(text) {
      if (faults.splice(faults.indexOf(text), faults.includes(text) ? 1 : 0).length > 0) throw new Error('no voice');
      said.push(text);
      yield new Int16Array(800);
    },
  };
  const call = createVoiceCall({
    line: { sampleRate: 8_000, play: () => undefined, mark: (name) => void marks.push(name), clear: () => undefined },
    listen: scriptedRecogniser(),
    speak,
    turns: turnSettings.parse({}),
    language: () => 'en-US',
    now: () => 0,
    said: async () => undefined,
    pressed: async () => undefined,
    cut: (cut) => void cuts.push(cut),
    unclear: () => undefined,
    silent: () => undefined,
    leave: () => undefined,
    failed: () => undefined,
  });
  return { call, said, marks, cuts };
}

const message = { id: 'm1', answers: '7', sentences: ['One.', 'Two.', 'Three.'] };

it('goes on with the sentence that could not be spoken, when it is said again', async () => {
  const { call, said, marks } = openCall(['Two.']);
  await expect(call.say(message)).rejects.toThrow('no voice');
  await call.say(message);
  expect(said).toEqual(['One.', 'Two.', 'Three.']);
  expect(marks).toHaveLength(3);
});

it('begins to speak when the person has finished', async () => {
  const { call, said } = openCall();
  for (let n = 0; n < 20; n += 1) call.frame(n < 10 ? quiet : loud);
  const spoken = call.say(message);
  await Promise.resolve();
  expect(said).toEqual([]);
  for (let n = 0; n < 40; n += 1) call.frame(quiet);
  await spoken;
  expect(said).toHaveLength(3);
});

it('does not say the rest of an answer that a key has interrupted', async () => {
  const { call, said, cuts } = openCall();
  await call.say(message);
  call.key('1', true);
  await call.say({ id: 'm2', answers: '7', sentences: ['Four.'] });
  await call.say({ id: 'm3', answers: '8', sentences: ['Five.'] });
  expect(said).toEqual(['One.', 'Two.', 'Three.', 'Five.']);
  expect(cuts).toEqual([
    { id: 'm1', heard: '' },
    { id: 'm2', heard: '' },
  ]);
});

it('takes a line that sends no marks as having played in time', async () => {
  const { call } = openCall();
  await call.say({ ...message, sentences: ['One.'] });
  expect(call.isSpeaking).toBe(true);
  for (let n = 0; n < 160; n += 1) call.frame(quiet);
  expect(call.isSpeaking).toBe(false);
});
