import { hindiAdvice } from './advice-hi.js';
import { hindiBooking } from './booking-hi.js';
import type { Tongue } from './say.js';

/** Hinglish; days, times and the names of styles are said in English. */
export const hindi: Tongue = {
  and: 'aur',
  or: 'ya',
  day: (weekday, month, date) => `${capital(weekday)}, ${capital(month)} ${date}`,
  time: (hour, minute) =>
    `${((hour + 11) % 12) + 1}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`} ${hour < 12 ? 'am' : 'pm'}`,
  phrases: [...hindiBooking, ...hindiAdvice],
  words: {
    today: 'aaj',
    tomorrow: 'kal',
    'in the morning': 'subah',
    'around lunch': 'dopahar mein',
    'in the afternoon': 'dopahar ke baad',
    'in the evening': 'shaam ko',
    'the piece in the picture': 'photo wala design',
    small: 'chota',
    tiny: 'bahut chota',
    large: 'bada',
    'extra large': 'bahut bada',
    'palm-sized': 'hatheli jitna',
  },
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
