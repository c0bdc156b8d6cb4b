import { activeLoop, defineAction, type Event, slotSet } from 'parley';
import { doctorSigns, emergencySigns } from '../studio/speech/signs.js';
import type { TattooBot } from '../types.js';

/** How soon somebody with these signs has to see a doctor. It sorts, it does not judge: a doctor does that. */
export type Urgency = 'emergency' | 'doctor' | 'unclear';

const emergency =
  /\b(?:can'?t|cannot|trouble|hard|difficult\w*|struggl\w+)\s+(?:to\s+)?breath|short(?:ness)? of breath|(?:face|lips?|tongue|throat)\b[^.]{0,25}\bsw[eo]ll|sw[eo]ll\w*\b[^.]{0,25}\b(?:face|lips?|tongue|throat)|anaphyla|faint(?:ed|ing)?\b|passed out|fever\b[^.]*\bchills|chills\b[^.]*\bfever|(?:won'?t|doesn'?t|can'?t) stop(?:ping)? (?:the )?bleed|bleeding\b[^.]{0,20}\b(?:won'?t|doesn'?t) stop|confus(?:ed|ion)\b/i;

const doctor =
  /\bpus\b|infect|spreading|streak|fever|chills|temperature of|hot to the touch|\bwarm\b|\bheat\b|smell|(?:yellow|green)\w*\s+(?:stuff|fluid|liquid|gunk|discharge)|ooz|leak|weep|rash|hives|welts|blister|sw[eo]ll|puffy|blown up|throb|open sore|wound won'?t close|lymph|allergic|reaction|inflamed|\blump|worse|every day|antibiotic|doctor|still bleeding|rock hard|can barely move/i;

/** Sorts a report by its signs. */
export function urgencyOf(report: string): Urgency {
  const folded = report.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  if (emergency.test(report) || emergencySigns.test(folded)) return 'emergency';
  return doctor.test(report) || doctorSigns.test(folded) ? 'doctor' : 'unclear';
}

/**
 * Answers the report of a healing problem by its signs: 911, a doctor today, or the list of signs to go by. With
 * serious signs nobody is asked any further for the size of the next tattoo.
 */
export const triageHealing = defineAction<TattooBot>({
  name: 'action_triage_healing',
  run: ({ latestMessage, utter }): readonly Event[] => {
    const urgency = urgencyOf(latestMessage.text);
    utter(
      urgency === 'unclear'
        ? 'utter_healing_problem'
        : urgency === 'emergency'
          ? 'utter_healing_emergency'
          : 'utter_healing_doctor',
    );
    return urgency === 'unclear' ? [] : [activeLoop(null), slotSet('requested_slot', null)];
  },
});
