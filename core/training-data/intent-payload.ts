/** What a payload such as `/book{"date": "friday"}` says. */
export interface IntentPayload {
  readonly intent: string;
  /** 0 to 1; 1 unless the payload says another (`/book@0.8`). */
  readonly confidence: number;
  readonly entities: Readonly<Record<string, unknown>>;
}

/** Reads a message that names its intent itself, in Rasa's form `/intent@0.9{"entity": "value"}`; else says what is wrong. */
export function parseIntentPayload(text: string): IntentPayload | { readonly fault: string } {
  const match = payloadForm.exec(text.trim());
  const intent = match?.[1]?.trim();
  if (!match || !intent) return { fault: 'it names no intent after the slash' };
  const json = match[3];
  const confidence = match[2] === undefined ? 1 : Number(match[2]);
  if (json === undefined || json === '') return { intent, confidence, entities: {} };
  try {
    const entities: unknown = JSON.parse(json);
    if (typeof entities === 'object' && entities !== null && !Array.isArray(entities)) {
      return { intent, confidence, entities: { ...entities } };
    }
  } catch {
    // Said below: what stands after the intent is no JSON object, valid or not.
  }
  return { fault: `what follows the intent is not a JSON object: ${json}` };
}

const payloadForm = /^\/([^{@]+)(?:@([0-9.]+))?(\{[\s\S]*)?$/;
