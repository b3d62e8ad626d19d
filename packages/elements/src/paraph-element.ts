import { ContextConsumer } from '@lit/context';
import { isParaphError, ParaphError } from '@paraph/core/errors';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Connection } from './connection/connection.js';
import { connectionContext } from './connection/context.js';
import { readings } from './connection/reading.js';
import { iconTurn, type Tone, toneIcon } from './icons.js';
import { Localize, type Texts } from './localize.js';
import { base } from './styles/base.js';
import { tokens } from './styles/tokens.js';

/** The states that every element can be in before it has anything to show. Each is also a custom state: `:state(loading)`. */
export const commonStates = [
  'loading',
  'unconnected',
  'expired',
  'forbidden',
  'unlisted',
  'unavailable',
  'error',
] as const;
/** See {@link commonStates}. */
export type CommonState = (typeof commonStates)[number];

/** For how long nothing is said about loading: most answers are there before. */
const patience = 300;

const apart = css`
  :host(:not(:first-child)) {
    margin-block-start: var(--paraph-gap, 1rem);
  }
`;

/**
 * What all elements share: the connection from the provider around them, texts, the card, loading, faults, and saying aloud what changed.
 * It decides nothing: what is true comes from core and from sealed records.
 */
export abstract class ParaphElement<State extends string = CommonState> extends LitElement {
  /** @internal */
  static override styles = [tokens, base, apart];

  /** The connection to use; without it, the one of the nearest `<paraph-provider>`. */
  @property({ attribute: false }) connection: Connection | undefined;

  protected readonly localize = new Localize(this);
  protected fault: ParaphError | undefined;
  readonly #internals = this.attachInternals();
  #state: State | CommonState = 'loading';
  #waited = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #load: AbortController | undefined;
  #announcement = '';
  #focus = false;

  constructor() {
    super();
    new ContextConsumer(this, {
      context: connectionContext,
      subscribe: true,
      callback: (connection) => {
        if (connection !== undefined) this.connection = connection;
      },
    });
    this.#internals.states?.add('loading');
  }

  /** What the element shows now; one of a closed list, also a custom state for CSS: `paraph-attendance:state(recorded)`. */
  get state(): State | CommonState {
    return this.#state;
  }

  /** Fetches anew what the element shows. */
  async reload(): Promise<void> {
    this.#load?.abort();
    const load = new AbortController();
    this.#load = load;
    const { connection } = this;
    if (connection === undefined) return;
    if (this.#state !== 'loading' && (commonStates as readonly string[]).includes(this.#state)) this.enter('loading');
    this.#patience ??= setTimeout(() => {
      this.#waited = true;
      this.requestUpdate();
    }, patience);
    try {
      await this.load(connection, load.signal);
    } catch (error) {
      if (!load.signal.aborted) this.fail(error);
    } finally {
      if (this.#load === load) this.#settle();
    }
  }

  /** Fetches what this element shows and enters the state that follows. */
  protected abstract load(connection: Connection, signal: AbortSignal): Promise<void>;

  /** What stands in the card in the element's own states. */
  protected abstract content(texts: Texts): unknown;

  /** Shows another state; when a person's own act led there, the focus follows to its heading. */
  protected enter(
    state: State | CommonState,
    { say = '', focus = false }: { say?: string; focus?: boolean } = {},
  ): void {
    // Older browsers have no custom states, or only those with two dashes: the element works without.
    try {
      this.#internals.states.delete(this.#state);
      this.#internals.states.add(state);
    } catch {}
    this.#state = state;
    if (say !== '') this.#announcement = say;
    this.#focus ||= focus;
    this.requestUpdate();
  }

  /** Shows a fault as the state that it means for the reader. */
  protected fail(error: unknown): void {
    const fault = isParaphError(error) ? error : new ParaphError('internal', String(error), { cause: error });
    this.fault = fault;
    const states: Partial<Record<ParaphError['code'], CommonState>> = {
      token: 'expired',
      unidentified: 'expired',
      role: 'forbidden',
      scope: 'forbidden',
      unavailable: 'unavailable',
      storage: 'unavailable',
    };
    this.enter(this.#reading === 'unlisted' ? 'unlisted' : (states[fault.code] ?? 'error'));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('online', this.#online);
    // The provider may come later than its elements; without one at all, the page's author is told.
    setTimeout(() => {
      if (this.isConnected && this.connection === undefined && this.#state === 'loading') this.enter('unconnected');
    }, 2_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('online', this.#online);
    this.#load?.abort();
    this.#settle();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('connection') && this.connection !== undefined) void this.reload();
    if (this.#focus) {
      const target = this.renderRoot.querySelector<HTMLElement>('[data-focus], [tabindex="-1"]');
      if (target !== null) {
        this.#focus = false;
        target.focus({ preventScroll: false });
      }
    }
  }

  protected override render(): unknown {
    const { texts } = this.localize;
    if (texts === undefined) return html`<slot></slot>`;
    if (this.#state === 'loading' && !this.#waited) return html`<slot></slot>`;
    return html`
      <div class="card" part="card">${this.#common(texts) ?? this.content(texts)}</div>
      <p class="visually-hidden" role="status">${this.#announcement}</p>
    `;
  }

  /** A box that says what happened, what is safe and what to do next: in words, then in colour, with a shape. */
  protected message(tone: Tone, heading: string, text: unknown = nothing): TemplateResult {
    return html`
      <div class="state ${tone}" part="state">
        ${toneIcon[tone]}<strong>${heading}</strong>${text === nothing || text === '' ? nothing : html`<p>${text}</p>`}
      </div>
    `;
  }

  protected retryButton(texts: Texts): TemplateResult {
    return html`<div class="actions"><button class="button second" @click=${() => this.reload()}>${texts.common.tryAgain}</button></div>`;
  }

  /** What went wrong, as one sentence. */
  protected get faultSentence(): string {
    const { texts } = this.localize;
    if (this.fault === undefined || texts === undefined) return '';
    return this.#reading === 'unnamed' ? `${texts.common.unnamed}.` : texts.errors[this.fault.code];
  }

  get #reading() {
    return this.fault && readings.get(this.fault);
  }

  /** Why nothing could be signed just now; what was entered is still there. */
  protected notSigned(texts: Texts): unknown {
    if (this.fault === undefined) return nothing;
    return this.message('waiting', texts.common.notSigned, html`${this.faultSentence} ${texts.common.notSignedText}`);
  }

  /** What went wrong, in the reader's words; the code waits behind "Details". */
  protected faultDetails(texts: Texts, fault = this.fault): unknown {
    if (fault === undefined) return nothing;
    return html`
      <details>
        <summary>${texts.common.details}</summary>
        <p class="small"><span class="mono">${fault.code}</span> · ${fault.message}</p>
      </details>
    `;
  }

  #common(texts: Texts): unknown {
    const { common } = texts;
    switch (this.#state) {
      case 'loading':
        return html`<p class="waiting-line">${iconTurn}<span>${common.loading}</span></p>`;
      case 'unconnected':
        return this.message('neutral', common.unconnected, common.unconnectedText);
      case 'expired':
        return html`${this.message('waiting', common.expired, common.expiredText)}${this.retryButton(texts)}`;
      case 'forbidden':
        return html`${this.message('neutral', common.forbidden, common.forbiddenText)}${this.faultDetails(texts)}`;
      case 'unlisted':
        return this.message('neutral', common.unlisted, common.unlistedText);
      case 'unavailable': {
        const own = this.#reading ?? 'unavailable';
        return html`${this.message('waiting', common[own], common[`${own}Text`])}${this.retryButton(texts)}`;
      }
      case 'error':
        return html`
          ${this.message('failed', common.error, common.errorText)}${this.retryButton(texts)}${this.faultDetails(texts)}
        `;
      default:
        return undefined;
    }
  }

  #online = (): void => {
    if (this.#state === 'unavailable') void this.reload();
  };

  #settle(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#waited = false;
  }
}
