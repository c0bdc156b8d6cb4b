/** All custom actions of the pack. */
import { linkChannels } from 'parley/actions';
import { pain, piercing, placementAdvice, recommendStyle, sizeAdvice, styleInfo } from './advice.js';
import { askBookingRef, checkAppointment, findAppointment } from './appointments.js';
import { listArtists, recommendArtist, showPortfolio } from './artists.js';
import { artistAvailability, waitingTime } from './availability.js';
import { bookAppointment } from './book.js';
import { askArtist, askBookingDate, askBookingTime, askConfirmation, validateBookingForm } from './booking-form.js';
import { askCancelConfirmation, cancel, validateCancelForm } from './cancel-form.js';
import { askStyle, presentConsultation, validateConsultationForm } from './consultation.js';
import { conversationActions } from './conversation.js';
import { noteDetails } from './details.js';
import { triageHealing } from './healing.js';
import { inLanguage } from './in-language.js';
import { estimatePrice, presentEstimate, validatePriceForm } from './prices.js';
import {
  askRescheduleConfirmation,
  askRescheduleDate,
  askRescheduleTime,
  reschedule,
  validateRescheduleForm,
} from './reschedule-form.js';

/** The actions of the tattoo studio. */
export const studioActions = [
  ...linkChannels,
  ...conversationActions,
  findAppointment,
  askBookingRef,
  checkAppointment,
  validateRescheduleForm,
  askRescheduleDate,
  askRescheduleTime,
  askRescheduleConfirmation,
  reschedule,
  validateCancelForm,
  askCancelConfirmation,
  cancel,
  listArtists,
  showPortfolio,
  recommendArtist,
  artistAvailability,
  waitingTime,
  styleInfo,
  recommendStyle,
  pain,
  piercing,
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
].map(inLanguage);
