/** Signs in Spanish and Hinglish that a new tattoo needs a doctor; texts are folded: lower case, no accents. */

/** Signs that must not wait. */
export const emergencySigns =
  /\b(?:no puedo|cuesta|dificultad para|me falta el) (?:respirar|aire)|\bfalta de aire|(?:cara|labios?|lengua|garganta)\b[^.]{0,25}\bhinch|hinch\w*\b[^.]{0,25}\b(?:cara|labios?|lengua|garganta)|\bme desmay|fiebre\b[^.]*\bescalofrios|no (?:para|deja) de sangrar|sangrado\b[^.]{0,20}\bno para|\bsaans\b[^.]{0,20}\b(?:dikkat|nahi|takleef|phool)|(?:chehra|honth|jeebh|gala)\b[^.]{0,15}\bs[ou]+j|\bbehosh|khoon\b[^.]{0,15}\b(?:band nahi|nahi ruk|ruk nahi)|\bbukhar\b[^.]*\b(?:thand|kaanp)/;

/** Signs that a doctor should see today. */
export const doctorSigns =
  /\bpus\b|infecta|infeccion|infecci|se extiende|extendiendo|lineas rojas|fiebre|escalofrios|caliente|\bcalor\b|huele|supura|sarpullido|ronchas|ampolla|hinchad|hinchazon|alergi|reaccion|inflamad|cada vez (?:mas|peor)|cada dia (?:mas|peor)|sangrando|\bpak gaya|infect|bukhar|\bgaram\b|badbu|sooj|sujan|laali\b[^.]{0,15}\bbadh|daane|phoda|peep|dard\b[^.]{0,20}\bbadh|khoon nikal|chaale/;
