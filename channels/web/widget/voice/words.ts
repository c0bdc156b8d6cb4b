import type { FaultName } from './microphone.js';

/** Every word of the voice part. */
export interface Words {
  readonly hold: string;
  readonly hands: string;
  readonly handsOff: string;
  readonly one: string;
  readonly listening: string;
  readonly release: string;
  readonly releaseOrSlide: string;
  readonly talk: string;
  readonly understanding: string;
  readonly speaking: string;
  readonly interrupt: string;
  readonly quiet: string;
  readonly nothing: string;
  readonly tooShort: string;
  readonly faults: Readonly<Record<FaultName, string>>;
}

const en: Words = {
  hold: 'Hold to talk',
  hands: 'Talk hands-free',
  handsOff: 'Stop listening',
  one: 'One moment…',
  listening: 'Listening…',
  release: 'Release to send, Esc to call off',
  releaseOrSlide: 'Release to send, slide away to call off',
  talk: 'Just talk',
  understanding: 'Understanding…',
  speaking: 'Speaking…',
  interrupt: 'Talk to interrupt',
  quiet: 'Be quiet',
  nothing: 'I heard nothing. Please try again.',
  tooShort: 'Hold the button while you speak.',
  faults: {
    insecure: 'The microphone works only on pages with https.',
    refused: 'The microphone is not allowed. You can allow it beside the address of this page.',
    missing: 'No microphone was found.',
    busy: 'The microphone is in use by another program.',
    slow: 'The connection is too slow for voice right now.',
    lost: 'There is no connection, so nothing could be heard.',
    failed: 'The microphone could not be used.',
  },
};

const es: Words = {
  hold: 'Mantén pulsado para hablar',
  hands: 'Hablar con manos libres',
  handsOff: 'Dejar de escuchar',
  one: 'Un momento…',
  listening: 'Escuchando…',
  release: 'Suelta para enviar, Esc para cancelar',
  releaseOrSlide: 'Suelta para enviar, desliza para cancelar',
  talk: 'Habla cuando quieras',
  understanding: 'Entendiendo…',
  speaking: 'Hablando…',
  interrupt: 'Habla para interrumpir',
  quiet: 'Callar',
  nothing: 'No se ha oído nada. Inténtalo de nuevo.',
  tooShort: 'Mantén pulsado el botón mientras hablas.',
  faults: {
    insecure: 'El micrófono solo funciona en páginas con https.',
    refused: 'El micrófono no está permitido. Puedes permitirlo junto a la dirección de la página.',
    missing: 'No se ha encontrado ningún micrófono.',
    busy: 'Otro programa está usando el micrófono.',
    slow: 'La conexión es demasiado lenta para la voz en este momento.',
    lost: 'No hay conexión, así que no se ha podido oír nada.',
    failed: 'No se ha podido usar el micrófono.',
  },
};

const de: Words = {
  hold: 'Zum Sprechen gedrückt halten',
  hands: 'Freihändig sprechen',
  handsOff: 'Nicht mehr zuhören',
  one: 'Einen Moment…',
  listening: 'Hört zu…',
  release: 'Loslassen zum Senden, Esc bricht ab',
  releaseOrSlide: 'Loslassen zum Senden, Wegziehen bricht ab',
  talk: 'Sprechen Sie einfach',
  understanding: 'Wird verstanden…',
  speaking: 'Spricht…',
  interrupt: 'Zum Unterbrechen sprechen',
  quiet: 'Still sein',
  nothing: 'Es war nichts zu hören. Bitte noch einmal.',
  tooShort: 'Halten Sie die Taste gedrückt, während Sie sprechen.',
  faults: {
    insecure: 'Das Mikrofon geht nur auf Seiten mit https.',
    refused: 'Das Mikrofon ist nicht erlaubt. Erlauben lässt es sich neben der Adresse dieser Seite.',
    missing: 'Es wurde kein Mikrofon gefunden.',
    busy: 'Ein anderes Programm benutzt das Mikrofon.',
    slow: 'Die Verbindung ist im Moment zu langsam für Sprache.',
    lost: 'Es gibt keine Verbindung, darum war nichts zu hören.',
    failed: 'Das Mikrofon ließ sich nicht benutzen.',
  },
};

const ar: Words = {
  hold: 'اضغط مطولًا للتحدث',
  hands: 'التحدث دون استخدام اليدين',
  handsOff: 'إيقاف الاستماع',
  one: 'لحظة…',
  listening: 'جارٍ الاستماع…',
  release: 'اترك الزر للإرسال، وEsc للإلغاء',
  releaseOrSlide: 'اترك الزر للإرسال، واسحب بعيدًا للإلغاء',
  talk: 'تحدث فقط',
  understanding: 'جارٍ الفهم…',
  speaking: 'جارٍ التحدث…',
  interrupt: 'تحدث للمقاطعة',
  quiet: 'إسكات',
  nothing: 'لم يُسمع شيء. حاول مرة أخرى.',
  tooShort: 'أبقِ الزر مضغوطًا أثناء التحدث.',
  faults: {
    insecure: 'لا يعمل الميكروفون إلا في الصفحات الآمنة (https).',
    refused: 'الميكروفون غير مسموح به. يمكنك السماح به بجانب عنوان الصفحة.',
    missing: 'لم يُعثر على ميكروفون.',
    busy: 'الميكروفون قيد الاستخدام من برنامج آخر.',
    slow: 'الاتصال أبطأ من أن يحمل الصوت الآن.',
    lost: 'لا يوجد اتصال، فلم يُسمع شيء.',
    failed: 'تعذر استخدام الميكروفون.',
  },
};

const tables: Readonly<Record<string, Words>> = { en, es, de, ar };

/** The words of a BCP 47 language tag; English where the language has no table. */
export const wordsFor = (tag: string): Words => tables[tag.toLowerCase().split('-')[0] ?? ''] ?? en;
