import { spawnSync } from 'node:child_process';
import { programSpeaker, programSpeakSettings } from '../../channels/voice/speech/program.js';

const program = 'espeak-ng';

/** Why nobody can speak here, if so: the caller's side of voice tests is spoken by espeak-ng. */
export const whyNoEspeak: string | undefined =
  spawnSync(program, ['--version']).status === 0 ? undefined : `${program} is not installed`;

/** espeak-ng, as a bot would use it. */
export const espeak = programSpeaker(
  programSpeakSettings.parse({
    provider: 'program',
    command: [program, '-v', '{language}', '--stdin', '--stdout'],
  }),
);

/** What a person says, as sound. */
export async function spokenBy(text: string, sampleRate: number, language = 'en-US'): Promise<Int16Array> {
  const sound: number[] = [];
  const options = { sampleRate, language, signal: new AbortController().signal };
  for await (const chunk of espeak.speak(text, options)) sound.push(...chunk);
  return Int16Array.from(sound);
}
