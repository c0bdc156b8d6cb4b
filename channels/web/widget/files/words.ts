/** Every word of the files part. */
export interface Words {
  readonly attach: string;
  readonly drop: string;
  readonly remove: (name: string) => string;
  readonly uploading: (name: string) => string;
  readonly ready: (name: string) => string;
  readonly failed: string;
  readonly offline: string;
  readonly many: (most: number) => string;
}

const en: Words = {
  attach: 'Attach a file',
  drop: 'Drop files here',
  remove: (name) => `Remove ${name}`,
  uploading: (name) => `${name} is being uploaded`,
  ready: (name) => `${name} is ready to be sent`,
  failed: 'The file could not be uploaded.',
  offline: 'There is no connection right now.',
  many: (most) => `At most ${most} files go with one message.`,
};

const es: Words = {
  attach: 'Adjuntar un archivo',
  drop: 'Suelta los archivos aquí',
  remove: (name) => `Quitar ${name}`,
  uploading: (name) => `Se está subiendo ${name}`,
  ready: (name) => `${name} está listo para enviar`,
  failed: 'No se ha podido subir el archivo.',
  offline: 'No hay conexión en este momento.',
  many: (most) => `Un mensaje lleva como máximo ${most} archivos.`,
};

const de: Words = {
  attach: 'Datei anhängen',
  drop: 'Dateien hier ablegen',
  remove: (name) => `${name} entfernen`,
  uploading: (name) => `${name} wird hochgeladen`,
  ready: (name) => `${name} kann gesendet werden`,
  failed: 'Die Datei ließ sich nicht hochladen.',
  offline: 'Im Moment gibt es keine Verbindung.',
  many: (most) => `Mit einer Nachricht gehen höchstens ${most} Dateien.`,
};

const ar: Words = {
  attach: 'إرفاق ملف',
  drop: 'أفلت الملفات هنا',
  remove: (name) => `إزالة ${name}`,
  uploading: (name) => `جارٍ رفع ${name}`,
  ready: (name) => `${name} جاهز للإرسال`,
  failed: 'تعذر رفع الملف.',
  offline: 'لا يوجد اتصال الآن.',
  many: (most) => `لا تحمل الرسالة أكثر من ${most} ملفات.`,
};

const tables: Readonly<Record<string, Words>> = { en, es, de, ar };

/** The words of a BCP 47 language tag; English where the language has no table. */
export const wordsFor = (tag: string): Words => tables[tag.toLowerCase().split('-')[0] ?? ''] ?? en;
