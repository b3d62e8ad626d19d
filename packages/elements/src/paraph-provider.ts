import { ContextProvider } from '@lit/context';
import { defaultPorts } from '@paraph/core/signing';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { SplitViewEvent } from './connection/checkpoint-memory.js';
import { Connection } from './connection/connection.js';
import { connectionContext } from './connection/context.js';
import { ParaphSplitViewEvent } from './events.js';

/**
 * Connects the elements inside it with one organisation's endpoint, as one person.
 *
 * @summary Endpoint and identity for the elements inside it.
 * @tagname paraph-provider
 * @slot - The page's own content, with Paraph's elements anywhere in it.
 * @fires {ParaphSplitViewEvent} paraph-split-view - The ledger shows another history than this device saw before.
 * @example
 * ```html
 * <paraph-provider endpoint="https://paraph.example/o/school/" token-from="/my/token">
 *   <paraph-attendance></paraph-attendance>
 * </paraph-provider>
 * ```
 */
export class ParaphProvider extends LitElement {
  // No box of its own: it would stand between a page and its grid.
  /** @internal */
  static override styles = css`
    :host {
      display: contents;
    }

    :host([hidden]) {
      display: none;
    }
  `;

  /**
   * URL of the organisation's endpoint.
   * @attr
   */
  @property() endpoint = '';

  /**
   * Address of the site's own backend that answers with a token for its user, as text or as `{"token": "…"}`. Asked again when the token ends.
   * @attr token-from
   */
  @property({ attribute: 'token-from' }) tokenFrom: string | undefined;

  /** A token, for pages that hold one. Kept in memory alone. */
  @property({ attribute: false }) token: string | undefined;

  /** Gives a token, and is called again when it ends. */
  @property({ attribute: false }) getToken: (() => string | Promise<string>) | undefined;

  /** The connection itself: made from the properties above, or given by a page that makes its own. */
  @property({ attribute: false }) connection: Connection | undefined;

  readonly #context = new ContextProvider(this, { context: connectionContext });
  #own: Connection | undefined;

  override render(): unknown {
    return html`<slot></slot>`;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#own?.close();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const ours = ['endpoint', 'tokenFrom', 'token', 'getToken'].some((name) => changed.has(name));
    if (ours && this.endpoint !== '') {
      this.#own?.close();
      const { endpoint, token, getToken, tokenFrom } = this;
      this.#own = new Connection({ endpoint, token, getToken, tokenFrom, ports: defaultPorts() });
      this.connection = this.#own;
    }
    if (this.connection !== this.#context.value) {
      this.#context.value?.removeEventListener('split-view', this.#splitView);
      this.connection?.addEventListener('split-view', this.#splitView);
      this.#context.setValue(this.connection);
      // What was kept before is sent, whoever it belongs to: its permit says so, and nothing of it is shown.
      void this.connection?.outbox();
    }
  }

  #splitView = (event: Event): void => {
    const { held, shown } = event as SplitViewEvent;
    this.dispatchEvent(new ParaphSplitViewEvent({ held, shown }));
  };
}
