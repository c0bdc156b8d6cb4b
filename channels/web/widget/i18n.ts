/** Every word the widget itself says. */
export interface Strings {
  readonly open: string;
  readonly close: string;
  readonly unread: (count: number) => string;
  readonly messages: string;
  readonly placeholder: string;
  readonly send: string;
  readonly startOver: string;
  readonly startOverAsk: string;
  readonly cancel: string;
  readonly you: string;
  readonly typing: (name: string) => string;
  readonly connecting: string;
  readonly offline: string;
  readonly online: string;
  readonly refused: string;
  readonly sending: string;
  readonly notSent: string;
  readonly retry: string;
  readonly image: string;
  readonly enlarge: (title: string) => string;
  readonly newTab: string;
  readonly chosen: string;
}

const en: Strings = {
  open: 'Open chat',
  close: 'Close chat',
  unread: (count) => (count === 1 ? '1 unread message' : `${count} unread messages`),
  messages: 'Messages',
  placeholder: 'Write a message…',
  send: 'Send',
  startOver: 'Start over',
  startOverAsk: 'Start over? The messages here will be cleared.',
  cancel: 'Cancel',
  you: 'You',
  typing: (name) => `${name} is typing…`,
  connecting: 'Connecting…',
  offline: 'No connection. What you write is sent as soon as it is back.',
  online: 'Connected',
  refused: 'The chat is not available right now.',
  sending: 'Sending…',
  notSent: 'Not sent.',
  retry: 'Try again',
  image: 'Image',
  enlarge: (title) => `Enlarge: ${title}`,
  newTab: 'opens in a new tab',
  chosen: 'chosen',
};

const es: Strings = {
  open: 'Abrir el chat',
  close: 'Cerrar el chat',
  unread: (count) => (count === 1 ? '1 mensaje sin leer' : `${count} mensajes sin leer`),
  messages: 'Mensajes',
  placeholder: 'Escribe un mensaje…',
  send: 'Enviar',
  startOver: 'Empezar de nuevo',
  startOverAsk: '¿Empezar de nuevo? Se borrarán los mensajes de aquí.',
  cancel: 'Cancelar',
  you: 'Tú',
  typing: (name) => `${name} está escribiendo…`,
  connecting: 'Conectando…',
  offline: 'Sin conexión. Lo que escribas se enviará en cuanto vuelva.',
  online: 'Conectado',
  refused: 'El chat no está disponible en este momento.',
  sending: 'Enviando…',
  notSent: 'No se ha enviado.',
  retry: 'Reintentar',
  image: 'Imagen',
  enlarge: (title) => `Ampliar: ${title}`,
  newTab: 'se abre en una pestaña nueva',
  chosen: 'elegido',
};

const de: Strings = {
  open: 'Chat öffnen',
  close: 'Chat schließen',
  unread: (count) => (count === 1 ? '1 ungelesene Nachricht' : `${count} ungelesene Nachrichten`),
  messages: 'Nachrichten',
  placeholder: 'Nachricht schreiben…',
  send: 'Senden',
  startOver: 'Neu beginnen',
  startOverAsk: 'Neu beginnen? Die Nachrichten hier werden gelöscht.',
  cancel: 'Abbrechen',
  you: 'Sie',
  typing: (name) => `${name} schreibt…`,
  connecting: 'Verbindung wird aufgebaut…',
  offline: 'Keine Verbindung. Nachrichten werden gesendet, sobald sie wieder steht.',
  online: 'Verbunden',
  refused: 'Der Chat ist im Moment nicht erreichbar.',
  sending: 'Wird gesendet…',
  notSent: 'Nicht gesendet.',
  retry: 'Erneut versuchen',
  image: 'Bild',
  enlarge: (title) => `Vergrößern: ${title}`,
  newTab: 'öffnet einen neuen Tab',
  chosen: 'gewählt',
};

const ar: Strings = {
  open: 'فتح المحادثة',
  close: 'إغلاق المحادثة',
  unread: (count) => `رسائل غير مقروءة: ${count}`,
  messages: 'الرسائل',
  placeholder: 'اكتب رسالة…',
  send: 'إرسال',
  startOver: 'البدء من جديد',
  startOverAsk: 'هل تريد البدء من جديد؟ ستُمسح الرسائل هنا.',
  cancel: 'إلغاء',
  you: 'أنت',
  typing: (name) => `${name} يكتب…`,
  connecting: 'جارٍ الاتصال…',
  offline: 'لا يوجد اتصال. ستُرسل رسائلك فور عودته.',
  online: 'متصل',
  refused: 'المحادثة غير متاحة الآن.',
  sending: 'جارٍ الإرسال…',
  notSent: 'لم تُرسل.',
  retry: 'إعادة المحاولة',
  image: 'صورة',
  enlarge: (title) => `تكبير: ${title}`,
  newTab: 'يُفتح في علامة تبويب جديدة',
  chosen: 'تم اختياره',
};

const tables: Readonly<Record<string, Strings>> = { en, es, de, ar };

const language = (tag: string) => tag.toLowerCase().split('-')[0] ?? '';

/** The strings of a BCP 47 language tag; English where the language has no table. */
export const stringsFor = (tag: string): Strings => tables[language(tag)] ?? en;

/** Whether a language is written from right to left. */
export const isRightToLeft = (tag: string): boolean => ['ar', 'fa', 'he', 'ur'].includes(language(tag));
