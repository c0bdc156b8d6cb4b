/** Whether two IETF tags are the same language tag, however they are written: `pt-BR` and `pt_br`. */
export const sameLanguage = (one: string, other: string): boolean => plainTag(one) === plainTag(other);

/** The one of some languages that a tag means: the same tag, else the same language in another country. */
export function languageAmong(tag: string, languages: readonly string[]): string | undefined {
  const base = (one: string): string => plainTag(one).split('-')[0] ?? '';
  return (
    languages.find((language) => sameLanguage(language, tag)) ??
    languages.find((language) => base(language) === base(tag))
  );
}

const plainTag = (tag: string): string => tag.toLowerCase().replaceAll('_', '-');
