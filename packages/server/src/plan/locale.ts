/**
 * The locale that dates and numbers of a language are written in: `en` alone would be American, with the month before the day.
 */
export const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

/** Intl puts narrow and no-break spaces where people type spaces, and other versions of it put others. */
export const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u2009\u202f]/g, ' ');
