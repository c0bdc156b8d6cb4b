/** All custom actions of the pack. */

import { pain, placementAdvice, recommendStyle, sizeAdvice, styleInfo } from './advice.js';
import * as appointments from './appointments.js';
import { artistAvailability, listArtists, recommendArtist, showPortfolio, waitingTime } from './artists.js';
import { bookAppointment } from './book.js';
import { askArtist, askBookingDate, askBookingTime, askConfirmation, validateBookingForm } from './booking-form.js';
import { askStyle, presentConsultation, validateConsultationForm } from './consultation.js';
import { conversationActions } from './conversation.js';
import { noteDetails } from './details.js';
import { triageHealing } from './healing.js';
import { estimatePrice, presentEstimate, validatePriceForm } from './prices.js';

/** The actions of the tattoo studio. */
export const studioActions = [
  ...conversationActions,
  ...Object.values(appointments),
  listArtists,
  showPortfolio,
  recommendArtist,
  artistAvailability,
  waitingTime,
  styleInfo,
  recommendStyle,
  pain,
  placementAdvice,
  sizeAdvice,
  triageHealing,
  noteDetails,
  validateConsultationForm,
  askStyle,
  presentConsultation,
  validatePriceForm,
  estimatePrice,
  presentEstimate,
  validateBookingForm,
  askArtist,
  askBookingDate,
  askBookingTime,
  askConfirmation,
  bookAppointment,
];
