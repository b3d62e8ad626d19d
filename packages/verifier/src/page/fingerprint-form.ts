import { readFingerprint } from '@paraph/core/signing';
import { build } from '../render/build.js';
import type { Speech } from '../texts/speak.js';
import { type FingerprintOrigin, fingerprintOrigins } from '../verify.js';

/** A fingerprint, and where it was got. */
export interface GivenFingerprint {
  readonly fingerprint: string;
  readonly from: FingerprintOrigin;
}

/** Options of {@link fingerprintForm}. */
export interface FingerprintFormOptions {
  readonly speech: Speech;
  /** What was typed before, in part too. */
  readonly given: Partial<GivenFingerprint>;
  readonly onGiven: (given: GivenFingerprint) => void;
  /** Told of every change, so that nothing typed is lost when the page is drawn anew. */
  readonly onTyped: (typed: Partial<GivenFingerprint>) => void;
}

/** Asks for the organisation's fingerprint, and from where one has it: one without the other establishes nothing. */
export function fingerprintForm({ speech, given, onGiven, onTyped }: FingerprintFormOptions): HTMLElement {
  const { page, origins } = speech.texts;
  const fingerprint = build('input', {
    type: 'text',
    id: 'fingerprint',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    'aria-describedby': 'fingerprint-hint fingerprint-wrong',
    value: given.fingerprint,
  });
  const none = build('option', { value: '' }, [speech.typeset(page.originNone)]);
  const options = fingerprintOrigins.map((value) =>
    build('option', { value, selected: value === given.from }, [capitalised(speech.typeset(origins[value]))]),
  );
  const from = build('select', { id: 'origin', 'aria-describedby': 'origin-wrong' }, [none, ...options]);
  const fingerprintWrong = build('p', { class: 'wrong', id: 'fingerprint-wrong' });
  const fromWrong = build('p', { class: 'wrong', id: 'origin-wrong' });

  const typed = (): Partial<GivenFingerprint> => ({
    ...(fingerprint.value.trim() === '' ? {} : { fingerprint: fingerprint.value }),
    ...(from.value === '' ? {} : { from: from.value as FingerprintOrigin }),
  });
  const say = (field: HTMLElement, place: HTMLElement, text: string | undefined) => {
    field.setAttribute('aria-invalid', String(text !== undefined));
    place.textContent = text === undefined ? '' : speech.typeset(text);
  };
  const form = build('form', { class: 'card', novalidate: true, 'aria-labelledby': 'who' }, [
    build('h2', { id: 'who' }, [speech.typeset(page.who)]),
    build('p', { class: 'small' }, [speech.typeset(page.whoLead)]),
    build('div', { class: 'fields' }, [
      build('div', { class: 'field' }, [
        build('label', { for: 'fingerprint' }, [speech.typeset(page.fingerprint)]),
        fingerprint,
        build('p', { class: 'small', id: 'fingerprint-hint' }, [speech.typeset(page.fingerprintHint)]),
        fingerprintWrong,
      ]),
      build('div', { class: 'field' }, [
        build('label', { for: 'origin' }, [speech.typeset(page.origin)]),
        from,
        fromWrong,
      ]),
    ]),
    build('button', { type: 'submit', class: 'button' }, [page.compare]),
  ]);
  form.addEventListener('input', () => onTyped(typed()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const isEmpty = fingerprint.value.trim() === '';
    const isOne = readFingerprint(fingerprint.value) !== undefined;
    say(fingerprint, fingerprintWrong, isEmpty ? page.missingFingerprint : isOne ? undefined : page.wrongFingerprint);
    say(from, fromWrong, from.value === '' ? page.missingOrigin : undefined);
    const wrong = isOne ? (from.value === '' ? from : undefined) : fingerprint;
    if (wrong) wrong.focus();
    else onGiven({ fingerprint: fingerprint.value.trim(), from: from.value as FingerprintOrigin });
  });
  return form;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
