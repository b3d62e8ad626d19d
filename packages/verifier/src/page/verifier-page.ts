import type { Report } from '@paraph/core/bundle';
import { limits } from '../archive/limits.js';
import { build } from '../render/build.js';
import { describeReport, originOf } from '../render/describe-report.js';
import { renderReport } from '../render/render-report.js';
import { type Language, languages, Speech, type SpeechOptions } from '../texts/speak.js';
import { type VerifierInput, verify } from '../verify.js';
import { dropZone, takeDroppedFiles } from './drop-zone.js';
import { fingerprintForm, type GivenFingerprint } from './fingerprint-form.js';

/** What stands on the page beside the title. */
type State =
  | { readonly is: 'empty' }
  | { readonly is: 'checking'; readonly done: number; readonly total: number }
  | { readonly is: 'answered'; readonly report: Report }
  | { readonly is: 'stopped'; readonly why: 'tooLarge' | 'unexpected'; readonly name: string };

/** What is shown only if it takes longer than this, in milliseconds. */
const patience = 300;
/** How often a screen reader is told of progress, in milliseconds. */
const announceEvery = 3_000;

/** The single-file page: files in, answers out, nothing kept and nothing sent. */
export class VerifierPage {
  #language: Language;
  #state: State = { is: 'empty' };
  #inputs: readonly VerifierInput[] = [];
  #given: GivenFingerprint | undefined;
  #typed: Partial<GivenFingerprint> = {};
  /** Counts what was asked for, so that an answer that comes too late is dropped. */
  #asked = 0;
  #announced = 0;
  readonly #top = build('header', { class: 'wide top' });
  readonly #intro = build('div', { class: 'intro' });
  readonly #stage = build('div', { class: 'stage' });
  readonly #live = build('p', { class: 'visually-hidden', role: 'status' });
  readonly #foot = build('footer', { class: 'wide foot' });

  /** Goes into the body. */
  readonly parts: readonly HTMLElement[];

  constructor(language: Language) {
    this.#language = language;
    this.parts = [this.#top, build('main', { class: 'wide' }, [this.#intro, this.#stage, this.#live]), this.#foot];
    takeDroppedFiles((files) => void this.#take(files));
    this.#drawFrame();
    this.#draw();
  }

  get #options(): SpeechOptions {
    const locale = navigator.languages.find((one) => one.toLowerCase().split('-')[0] === this.#language);
    return locale === undefined ? {} : { locale };
  }

  get #speech(): Speech {
    return new Speech(this.#language, this.#options);
  }

  async #take(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    const asked = ++this.#asked;
    const large = files.find(({ size }) => size > limits.fileBytes);
    if (large) return this.#show({ is: 'stopped', why: 'tooLarge', name: large.name });
    try {
      const inputs = await Promise.all(
        files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
      );
      if (asked !== this.#asked) return;
      this.#inputs = inputs;
      await this.#verify();
    } catch {
      if (asked === this.#asked) this.#show({ is: 'stopped', why: 'unexpected', name: files[0]?.name ?? '' });
    }
  }

  async #verify(): Promise<void> {
    const asked = ++this.#asked;
    const since = performance.now();
    const isLate = () => asked !== this.#asked;
    const report = await verify(this.#inputs, {
      ...this.#given,
      digest: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)),
      onProgress: (done, total) => {
        if (!isLate() && performance.now() - since > patience) this.#show({ is: 'checking', done, total });
      },
    });
    if (isLate()) return;
    this.#show({ is: 'answered', report });
    this.#live.textContent = '';
    this.#stage.querySelector<HTMLElement>('.report .title')?.focus();
    this.parts[1]?.scrollIntoView?.({ block: 'start' });
  }

  #show(state: State): void {
    const before = this.#state;
    this.#state = state;
    if (state.is === 'checking' && before.is === 'checking') this.#advance(state);
    else this.#draw();
  }

  /** The parts that only a change of language changes. */
  #drawFrame(): void {
    const speech = this.#speech;
    const { page } = speech.texts;
    document.documentElement.lang = this.#language;
    const other: Language = this.#language === 'en' ? 'fr' : 'en';
    const change = build('button', { type: 'button', class: 'quiet', lang: other }, [languageName(other)]);
    change.addEventListener('click', () => {
      this.#language = other;
      this.#drawFrame();
      this.#draw();
      this.#top.querySelector('button')?.focus();
    });
    this.#top.replaceChildren(build('span', {}, [page.offline]), change);
    this.#intro.replaceChildren(
      build('h1', {}, [speech.typeset(page.title)]),
      build('p', {}, [speech.typeset(page.lead)]),
    );
    this.#foot.replaceChildren(
      build('p', { class: 'small' }, [speech.typeset(page.private)]),
      build('p', { class: 'small' }, [speech.typeset(page.trust)]),
    );
  }

  #draw(): void {
    const state = this.#state;
    const speech = this.#speech;
    const { page } = speech.texts;
    document.body.classList.toggle('answered', state.is === 'answered');
    document.title = speech.typeset(page.offline);
    switch (state.is) {
      case 'empty':
        this.#stage.replaceChildren(this.#dropZone(false), this.#fingerprint(false));
        break;
      case 'stopped': {
        const text = speech.fill(page[state.why], { name: state.name });
        const notice = build('p', { class: 'notice', role: 'alert' }, [text]);
        this.#stage.replaceChildren(notice, this.#dropZone(false), this.#fingerprint(false));
        break;
      }
      case 'checking':
        this.#drawChecking();
        this.#advance(state);
        break;
      case 'answered': {
        const { headline } = describeReport(state.report, speech);
        document.title = `${headline} ${speech.typeset(page.offline)}`;
        const { organisation, intact, byWhom } = state.report;
        // Who issued what isn't intact is of no use to know.
        const asks = organisation !== undefined && (intact.state !== 'failed' || this.#given !== undefined);
        this.#stage.replaceChildren(
          renderReport(state.report, { language: this.#language, ...this.#options }),
          ...(asks ? [this.#fingerprint(intact.state !== 'failed' && byWhom.state !== 'good')] : []),
          this.#dropZone(true),
        );
      }
    }
  }

  #drawChecking(): void {
    this.#announced = -announceEvery;
    const { page } = this.#speech.texts;
    this.#stage.replaceChildren(
      build('section', { class: 'card checking' }, [
        build('h2', { id: 'checking' }, [this.#speech.typeset(page.checking)]),
        build('progress', { 'aria-labelledby': 'checking' }),
        build('p', { class: 'small' }),
      ]),
    );
  }

  #advance({ done, total }: { readonly done: number; readonly total: number }): void {
    const speech = this.#speech;
    const { page } = speech.texts;
    const text = total === 0 ? speech.typeset(page.opening) : speech.fill(page.progress, { done, total });
    const bar = this.#stage.querySelector('progress');
    if (bar && total > 0) {
      bar.max = total;
      bar.value = done;
    }
    this.#stage.querySelector('.checking .small')?.replaceChildren(text);
    if (performance.now() - this.#announced < announceEvery) return;
    this.#announced = performance.now();
    this.#live.textContent = `${speech.typeset(page.checking)} ${text}`;
  }

  #dropZone(compact: boolean): HTMLElement {
    return dropZone({ speech: this.#speech, compact, onFiles: (files) => void this.#take(files) });
  }

  /** The form, or, once something was given, what was and a way to forget it. Folded where it isn't what comes next. */
  #fingerprint(isNext: boolean): HTMLElement {
    const speech = this.#speech;
    const { page } = speech.texts;
    if (this.#given && !isNext) return this.#remembered(this.#given);
    const form = fingerprintForm({
      speech,
      given: this.#typed,
      onTyped: (typed) => {
        this.#typed = typed;
      },
      onGiven: (given) => {
        this.#given = given;
        void this.#compare();
      },
    });
    if (isNext) return form;
    const isOpen = Object.keys(this.#typed).length > 0;
    return build('details', { class: 'more', open: isOpen }, [
      build('summary', {}, [speech.typeset(page.haveFingerprint)]),
      form,
    ]);
  }

  #remembered({ fingerprint, from }: GivenFingerprint): HTMLElement {
    const speech = this.#speech;
    const { page } = speech.texts;
    const forget = build('button', { type: 'button', class: 'quiet' }, [speech.typeset(page.forget)]);
    forget.addEventListener('click', () => {
      this.#given = undefined;
      this.#typed = {};
      void this.#compare();
    });
    const text = this.#inputs.length === 0 ? page.kept : page.remembered;
    const origin = originOf(from, speech);
    return build('section', { class: 'given' }, [
      build('p', { class: 'small' }, [speech.fill(text, { fingerprint: fingerprint.toUpperCase(), origin })]),
      forget,
    ]);
  }

  async #compare(): Promise<void> {
    if (this.#inputs.length > 0) await this.#verify();
    else this.#draw();
  }
}

const languageName = (language: Language): string =>
  ({ en: 'English', fr: 'Français' })[language] ?? languages[language].page.language;
