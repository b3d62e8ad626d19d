import { type Ink, inkOutline, type Method } from '@paraph/core/model';
import { css, html, LitElement, nothing, type PropertyValues, svg } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { InkSurface } from './ink-surface.js';
import { Localize, type Texts } from './localize.js';
import { base } from './styles/base.js';
import { fields } from './styles/fields.js';
import { tokens } from './styles/tokens.js';

const ways = ['drawn', 'typed', 'confirmed'] as const;
/** The ways to sign; none weighs more than another. */
export type Way = 'drawn' | 'typed' | 'confirmed';

/**
 * A field of a form for a signature: drawn, typed or confirmed, all of equal weight. Nothing about time or pressure is kept of a drawing.
 *
 * @summary A field for a signature: drawn, typed or confirmed.
 * @tagname paraph-pad
 * @fires input - The signature changed.
 * @fires change - A stroke ended, a name was typed, the box was ticked, or the way was changed.
 * @csspart tabs - The three ways.
 * @csspart surface - What is drawn on.
 * @cssstate empty - Nothing was drawn, typed or confirmed.
 * @example
 * ```html
 * <form><paraph-pad name="signature" required></paraph-pad></form>
 * ```
 */
export class ParaphPad extends LitElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  /** @internal */
  static override styles = [
    tokens,
    base,
    fields,
    css`
      .pad {
        container-type: inline-size;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }

      .tabs {
        display: flex;
        justify-self: start;
        max-inline-size: 100%;
        gap: 2px;
        padding: 3px;
        background: var(--_sunken);
        border: 1px solid var(--_line);
        border-radius: calc(var(--_radius-inner) + 3px);
      }

      .tabs button {
        flex: 1 1 auto;
        min-block-size: 2.5rem;
        padding: 0.25rem 0.95rem;
        border: 1px solid transparent;
        border-radius: var(--_radius-inner);
        background: none;
        color: var(--_muted);
        font-size: 0.9375em;
      }

      .tabs [aria-selected='true'] {
        background: var(--_surface);
        border-color: var(--_strong-line);
        color: var(--_text);
        font-weight: 600;
      }

      @media (forced-colors: active) {
        .tabs [aria-selected='true'] {
          background: Highlight;
          color: HighlightText;
        }
      }

      .surface {
        position: relative;
        block-size: clamp(9.5rem, 30cqi, 13rem);
        background: var(--_sunken);
        border: 1px solid var(--_strong-line);
        border-radius: var(--_radius-inner);
        overflow: hidden;
        cursor: crosshair;
        touch-action: none;
        user-select: none;
        -webkit-user-select: none;
      }

      .surface::after {
        content: '';
        position: absolute;
        inset-inline: 1.25rem;
        inset-block-end: 27%;
        border-block-end: 1px dashed var(--_strong-line);
        pointer-events: none;
      }

      .surface > * {
        position: absolute;
        inset: 0;
        inline-size: 100%;
        block-size: 100%;
      }

      .surface svg {
        pointer-events: none;
      }

      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        min-block-size: 2.75rem;
        column-gap: 1rem;
      }

      .tools .quiet {
        margin: 0;
      }

      .tools > span:last-child {
        margin-inline-end: -0.5rem;
      }

      .panel {
        display: grid;
        gap: 0.25rem;
      }

      /* Not paler: who can't enter anything must still be able to read it. */
      :host([disabled]) :is(input, .surface, .choice) {
        background: transparent;
        border-style: dashed;
      }

      :host([disabled]) :is(button, input, canvas, label) {
        cursor: not-allowed;
      }

      [hidden] {
        display: none;
      }

      input[type='text'] {
        font-size: max(16px, 1.125em);
        min-block-size: 3.25rem;
      }
    `,
  ];

  /**
   * The field's name in its form; its value there is the JSON of {@link value}.
   * @attr
   */
  @property({ reflect: true }) name = '';

  /**
   * Whether the form can't be sent without a signature. Default: not.
   * @attr
   */
  @property({ type: Boolean, reflect: true }) required = false;

  /**
   * Whether nothing can be entered. Default: it can.
   * @attr
   */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /**
   * Which way is shown: `drawn`, `typed` or `confirmed`. Default: `drawn`.
   * @attr
   */
  @property({ reflect: true }) way: Way = 'drawn';

  @state() private ink: Ink | undefined;
  /** The stroke that is being drawn. */
  @state() private stroke: Ink | undefined;
  @state() private typed = '';
  @state() private confirmed = false;
  @state() private faulty = false;

  readonly #localize = new Localize(this);
  readonly #internals = this.attachInternals();
  #surface: InkSurface | undefined;
  #canvas: HTMLCanvasElement | undefined;

  constructor() {
    super();
    this.addEventListener('invalid', (event) => {
      event.preventDefault();
      this.faulty = true;
    });
  }

  /** What was signed in the way that is shown; `undefined` while it is empty. */
  get value(): Method | undefined {
    if (this.way === 'drawn') {
      return this.ink === undefined || this.ink.strokes.length === 0
        ? undefined
        : ({ by: 'drawn', ink: this.ink } as Method);
    }
    const name = this.typed.trim().replaceAll(/\s+/g, ' ');
    if (this.way === 'typed') return name === '' ? undefined : { by: 'typed', name };
    return this.confirmed ? { by: 'confirmed' } : undefined;
  }

  set value(method: Method | undefined) {
    this.ink = method?.by === 'drawn' ? method.ink : undefined;
    this.typed = method?.by === 'typed' ? method.name : '';
    this.confirmed = method?.by === 'confirmed';
    if (method !== undefined) this.way = method.by;
    if (this.#surface !== undefined) this.#surface.ink = this.ink;
  }

  /** Whether nothing was drawn, typed or confirmed in the way that is shown. */
  get isEmpty(): boolean {
    return this.value === undefined;
  }

  /** The form that it belongs to. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Empties all three ways. */
  clear(): void {
    this.value = undefined;
    this.faulty = false;
    this.#surface?.clear();
    this.#told();
  }

  /** Takes back the last stroke. */
  undo(): void {
    this.#surface?.undo();
    this.ink = this.#surface?.ink;
    this.#told();
  }

  /** Whether it is valid; shows what is missing when it isn't. */
  reportValidity(): boolean {
    this.#validate();
    return this.#internals.checkValidity();
  }

  /** Whether it is valid. */
  checkValidity(): boolean {
    this.#validate();
    return this.#internals.validity.valid;
  }

  /** @internal */
  formResetCallback(): void {
    this.clear();
  }

  /** @internal */
  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled;
  }

  /** @internal */
  formStateRestoreCallback(kept: string): void {
    try {
      this.value = JSON.parse(kept) as Method;
    } catch {}
  }

  protected override willUpdate(): void {
    this.#validate();
  }

  protected override updated(changed: PropertyValues): void {
    const canvas = this.renderRoot.querySelector('canvas');
    if (canvas !== null && this.#canvas !== canvas) {
      this.#canvas = canvas;
      void this.#listen(canvas);
    }
    if (this.#surface !== undefined) this.#surface.enabled = !this.disabled;
    if (changed.has('way') && changed.get('way') !== undefined) this.faulty = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#surface?.close();
    this.#surface = undefined;
    this.#canvas = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override render(): unknown {
    const texts = this.#localize.texts?.pad;
    if (texts === undefined) return nothing;
    return html`
      <div class="pad">
        <div class="tabs" part="tabs" role="tablist" aria-label=${texts.ways} @keydown=${this.#move}>
          ${ways.map(
            (way) => html`
              <button
                type="button"
                role="tab"
                id="tab-${way}"
                aria-selected=${way === this.way}
                aria-controls="panel-${way}"
                tabindex=${way === this.way ? 0 : -1}
                ?disabled=${this.disabled}
                @click=${() => this.#choose(way)}
              >
                ${texts.way[way]}
              </button>
            `,
          )}
        </div>
        ${this.#panels(texts)}
        <p class="fault" id="fault" ?hidden=${!this.faulty} role="alert">${this.faulty ? texts.missing[this.way] : nothing}</p>
      </div>
    `;
  }

  #panels(texts: Texts['pad']): unknown {
    const panel = (way: Way, content: unknown) => html`
      <div class="panel" role="tabpanel" id="panel-${way}" aria-labelledby="tab-${way}" ?hidden=${way !== this.way}>${content}</div>
    `;
    const drawn = this.ink !== undefined && this.ink.strokes.length > 0;
    return [
      panel(
        'drawn',
        html`
          <div
            class="surface"
            part="surface"
            role="img"
            aria-label=${drawn ? texts.drawn(this.ink?.strokes.length ?? 0) : texts.notDrawn}
            aria-disabled=${this.disabled}
          >
            <canvas></canvas>
            ${[this.ink, this.stroke].map((ink) =>
              ink === undefined || ink.strokes.length === 0
                ? nothing
                : html`<svg class="ink" viewBox="0 0 1000 ${ink.height}">${svg`<path d=${inkOutline(ink)} />`}</svg>`,
            )}
          </div>
          <div class="tools">
            <span class="hint">${drawn ? nothing : texts.drawHint}</span>
            <span ?hidden=${!drawn}>
              <button type="button" class="quiet" @click=${this.undo}>${texts.undo}</button>
              <button type="button" class="quiet" @click=${this.clear}>${texts.clear}</button>
            </span>
          </div>
        `,
      ),
      panel(
        'typed',
        html`
          <div class="field">
            <label for="typed">${texts.name}</label>
            <input
              id="typed"
              type="text"
              autocomplete="name"
              maxlength="200"
              .value=${this.typed}
              ?disabled=${this.disabled}
              aria-invalid=${this.faulty ? 'true' : nothing}
              aria-describedby="typed-hint fault"
              @input=${this.#type}
            />
            <p class="hint" id="typed-hint">${texts.nameHint}</p>
          </div>
        `,
      ),
      panel(
        'confirmed',
        html`
          <label class="choice">
            <input
              type="checkbox"
              .checked=${this.confirmed}
              ?disabled=${this.disabled}
              aria-invalid=${this.faulty ? 'true' : nothing}
              aria-describedby="fault"
              @change=${this.#confirm}
            />
            <span>${texts.confirm}</span>
          </label>
        `,
      ),
    ];
  }

  /** What follows a pointer is fetched when there is something to draw on; typing and confirming need none of it. */
  async #listen(canvas: HTMLCanvasElement): Promise<void> {
    const { InkSurface } = await import('./ink-surface.js');
    if (this.#canvas !== canvas) return;
    this.#surface = new InkSurface(canvas, {
      onDraw: (stroke) => {
        this.stroke = stroke;
      },
      onStroke: (ink) => {
        this.stroke = undefined;
        this.ink = ink;
        this.#told();
      },
    });
    this.#surface.ink = this.ink;
    this.#surface.enabled = !this.disabled;
  }

  #choose(way: Way): void {
    if (way === this.way) return;
    this.way = way;
    this.#told();
  }

  /** Arrow keys move between the tabs; the others leave them (ARIA authoring practices, tabs). */
  #move(event: KeyboardEvent): void {
    const rtl = getComputedStyle(this).direction === 'rtl';
    const at = ways.indexOf(this.way);
    const steps: Record<string, number> = {
      ArrowRight: rtl ? -1 : 1,
      ArrowLeft: rtl ? 1 : -1,
      Home: -at,
      End: ways.length - 1 - at,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.#choose(ways[(at + step + ways.length) % ways.length] as Way);
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }

  #type(event: InputEvent): void {
    this.typed = (event.target as HTMLInputElement).value;
    this.#told();
  }

  #confirm(event: Event): void {
    this.confirmed = (event.target as HTMLInputElement).checked;
    this.#told();
  }

  /** Tells the form, and whoever listens, that a person changed it. */
  #told(): void {
    if (!this.isEmpty) this.faulty = false;
    this.#validate();
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  #validate(): void {
    const { value } = this;
    this.#internals.setFormValue(value === undefined ? null : JSON.stringify(value));
    const anchor = this.renderRoot?.querySelector<HTMLElement>('[aria-selected="true"]') ?? undefined;
    if (this.required && value === undefined) {
      this.#internals.setValidity(
        { valueMissing: true },
        this.#localize.texts?.pad.missing[this.way] ?? 'A signature is missing.',
        anchor,
      );
    } else this.#internals.setValidity({});
    try {
      if (value === undefined) this.#internals.states.add('empty');
      else this.#internals.states.delete('empty');
    } catch {}
  }
}
