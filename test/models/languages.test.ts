import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureModel } from '../../core/bot/ensure-model.js';
import { loadBot } from '../../core/bot/load-bot.js';
import { type NluData, readProject, type TrainedPipeline } from '../../core/index.js';
import { loadModel } from '../../core/model/load.js';
import { presets } from '../../presets.js';
import { temporaryFolder } from '../kit/database.js';
import { type BotUnderTest, testBot } from '../kit/test-bot.js';

const files: Readonly<Record<string, string>> = {
  'config.yml': 'recipe: default.v1\nlanguage: en\nadditional_languages: [es, hi]\n',
  'domain/domain.yml': `
intents: [greet, ask_hours, ask_price, goodbye]
entities: [day]
responses:
  utter_greet:
  - text: Hello!
  - text: Namaste ji!
    language: hi
  utter_hours:
  - text: We are open from ten to six.
  utter_price:
  - text: A small one is 100 dollars.
  utter_bye:
  - text: Bye!
`,
  'domain/es/responses.yml': `
responses:
  utter_greet:
  - text: ¡Hola!
  utter_hours:
  - text: Abrimos de diez a seis.
  utter_price:
  - text: Uno pequeño cuesta 100 dólares.
`,
  'data/nlu.yml': `
nlu:
- intent: greet
  examples: |
    - hello
    - hi there
    - good morning
    - hey
    - ok hello
- intent: ask_hours
  examples: |
    - when are you open
    - what are your opening hours
    - are you open on [monday](day)
    - until when are you open today
- intent: ask_price
  examples: |
    - how much is a small tattoo
    - what does it cost
    - what is the price
    - tell me your prices please
- intent: goodbye
  examples: |
    - bye
    - see you later
    - goodbye
- lookup: day
  examples: |
    - monday
`,
  'data/es/nlu.yml': `
nlu:
- intent: greet
  examples: |
    - hola
    - buenos días
    - muy buenas
    - hola, qué tal
- intent: ask_hours
  examples: |
    - cuándo abren
    - cuál es el horario
    - están abiertos el [lunes]{"entity": "day", "value": "monday"}
    - a qué hora cierran hoy
- intent: ask_price
  examples: |
    - cuánto cuesta un tatuaje pequeño
    - qué precio tiene
    - cuánto vale
    - dime los precios por favor
- intent: goodbye
  examples: |
    - adiós
    - hasta luego
    - nos vemos
`,
  'data/mixed.yml': `
language: hi
nlu:
- intent: greet
  examples: |
    - namaste
    - namaste ji
    - kya haal hai
    - hello bhai
- intent: ask_hours
  examples: |
    - aap kab khulte ho
    - dukaan kab tak khuli hai
    - timing kya hai aapki
    - kya aap monday ko open ho
- intent: ask_price
  examples: |
    - chota tattoo kitne ka hai
    - price kya hai
    - kitna paisa lagega
    - rate batao please
- intent: goodbye
  examples: |
    - alvida
    - phir milenge
    - chalo bye
`,
  'data/rules.yml': `
rules:
- rule: greet
  steps: [{ intent: greet }, { action: utter_greet }]
- rule: hours
  steps: [{ intent: ask_hours }, { action: utter_hours }]
- rule: price
  steps: [{ intent: ask_price }, { action: utter_price }]
- rule: bye
  steps: [{ intent: goodbye }, { action: utter_bye }]
`,
};

const { folder, remove } = temporaryFolder('languages');
let bot: BotUnderTest;
let nlu: TrainedPipeline;

beforeAll(async () => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  bot = await testBot(folder);
  const loaded = await loadBot(folder, presets);
  const { archive, trained } = await ensureModel(loaded);
  expect(trained).toBe(false);
  nlu = loadModel(archive, loaded.components, loaded.policies).pipeline as TrainedPipeline;
});

afterAll(async () => {
  await bot?.close();
  remove();
});

describe('a bot of three languages', () => {
  it('answers in the language that it is spoken to', async () => {
    const ana = bot.person();
    await ana.says('hola, buenos días').gets('¡Hola!');
    await ana.says('¿a qué hora abren hoy?').gets('Abrimos de diez');
    const tom = bot.person();
    await tom.says('hello, good morning').gets('Hello!');
    await tom.says('what does a small tattoo cost?').gets('100 dollars');
    const raj = bot.person();
    await raj.says('namaste, kya haal hai').gets('Namaste ji!');
  });

  it('keeps the language of the conversation where a message does not show one', async () => {
    const ana = bot.person();
    await ana.says('cuánto cuesta un tatuaje').gets('Uno pequeño');
    await ana.says('ok').turn;
    await ana.says('/ask_hours').gets('Abrimos');
    expect(ana.slots.language).toBe('es');
  });

  it('goes along when somebody changes the language', async () => {
    const ana = bot.person();
    await ana.says('hola, qué tal').gets('¡Hola!');
    await ana.says('sorry, what are your opening hours?').gets('We are open');
    expect(ana.slots.language).toBe('en');
  });

  it('says in its own language what has no words in the one of the conversation', async () => {
    const ana = bot.person();
    await ana.says('hasta luego, nos vemos').gets('Bye!');
  });

  it('begins in its own language with what could be any', async () => {
    const ana = bot.person();
    await ana.says('/greet').gets('Hello!');
    expect(ana.slots.language).toBeNull();
  });
});

describe('the language of a file', () => {
  const read = async (more: Readonly<Record<string, string>>) => {
    const { folder: other, remove: removeOther } = temporaryFolder('file-languages');
    for (const [name, text] of Object.entries({
      'config.yml': 'language: en\nadditional_languages: [es]\n',
      ...more,
    })) {
      mkdirSync(dirname(join(other, name)), { recursive: true });
      writeFileSync(join(other, name), text);
    }
    const project = await readProject([{ folder: other }]);
    removeOther();
    const texts = (nlu: NluData | undefined) => nlu?.examples.map(({ text }) => text) ?? [];
    return { own: texts(project.data.nlu), spanish: texts(project.data.otherNlu?.get('es')), project };
  };
  const greet = (text: string) => `nlu:\n- intent: greet\n  examples: |\n    - ${text}\n`;

  it('is what it says itself, else that of its folder, else that of the bot', async () => {
    const { own, spanish } = await read({
      'data/a.yml': greet('hello'),
      'data/es/b.yml': greet('hola'),
      'data/es/c.yml': `language: en\n${greet('hey')}`,
      'data/d.yml': `language: es\n${greet('buenas')}`,
      'data/it/e.yml': greet('the IT desk'),
    });
    expect(own).toEqual(['hello', 'hey', 'the IT desk']);
    expect(spanish).toEqual(['buenas', 'hola']);
  });

  it('is told where the bot does not have it, and the file is left out', async () => {
    const { own, project } = await read({
      'data/a.yml': greet('hello'),
      'data/b.yml': `language: fr\n${greet('salut')}`,
    });
    expect(own).toEqual(['hello']);
    expect(project.problems).toMatchObject([
      { code: 'LANGUAGE_WITHOUT_EXAMPLES', severity: 'warning' },
      { code: 'LANGUAGE_UNKNOWN', severity: 'info', place: { line: 1 } },
    ]);
  });

  it('makes no difference to a bot of one language', async () => {
    const { own, spanish, project } = await read({ 'config.yml': 'language: en\n', 'data/es/a.yml': greet('hola') });
    expect([own, spanish]).toEqual([['hola'], []]);
    expect(project.domain.slots.has('language')).toBe(false);
  });

  it('is that of its responses, said beside those of the bot', async () => {
    const { project } = await read({
      'domain.yml': 'responses:\n  utter_greet:\n  - text: Hello!\n',
      'domain/es/a.yml': 'responses:\n  utter_greet:\n  - text: ¡Hola!\n',
      'data/es/a.yml': greet('hola'),
    });
    expect(project.problems).toEqual([]);
    expect(project.domain.responses.get('utter_greet')).toMatchObject([
      { text: 'Hello!' },
      { text: '¡Hola!', language: 'es' },
    ]);
  });
});

describe('the NLU of a bot of three languages', () => {
  const parse = (text: string, options = {}) => nlu.parse(text, options);

  it('reads a mixture by the language that it is mixed into', async () => {
    expect(await parse('price kya hai is tattoo ka')).toMatchObject({
      intent: { name: 'ask_price' },
      language: { name: 'hi' },
    });
  });

  it('believes the channel about the language', async () => {
    expect(await parse('ok', { language: 'es-MX' })).toMatchObject({ language: { name: 'es', confidence: 1 } });
  });

  it('finds the values of entities in each language', async () => {
    const { entities } = await parse('están abiertos el lunes');
    expect(entities).toMatchObject([{ entity: 'day', value: 'monday' }]);
  });

  it('leaves a message without words in the language so far', async () => {
    expect(await parse('12345', { conversationLanguage: 'es' })).toMatchObject({ language: { name: 'es' } });
    expect(await parse('12345')).toMatchObject({ language: { name: 'en' } });
  });
});
