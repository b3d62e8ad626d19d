/**
 * What readers are told, by language, and how numbers and moments are put into it.
 *
 * @module texts
 */
export type { Plural, Texts } from './texts/en.js';
export { type Language, languageOf, languages, quote, Speech, type SpeechOptions, type Values } from './texts/speak.js';
