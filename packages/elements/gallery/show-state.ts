import { Connection, PageStore, type ParaphElement } from '@paraph/elements';
import * as cast from './cast.js';
import { FixtureServer } from './fixture-server.js';

/** One state of one element, as the gallery shows it. */
export interface GalleryState {
  /** Tag name. */
  readonly element: string;
  /** One of the names that the element exports. */
  readonly state: string;
  /** Tells apart several pictures of one state. */
  readonly variant?: string;
  /** Sets the server up before the element asks. */
  readonly server?: (server: FixtureServer) => void | Promise<void>;
  /** How long the device keeps things. Default: `persistent`. */
  readonly storage?: 'persistent' | 'none';
  /** Whether there is a provider. Default: there is. */
  readonly unconnected?: boolean;
  readonly attributes?: Readonly<Record<string, string>>;
  /** What a person then does, until the state is there. */
  readonly act?: (stage: Stage) => Promise<void>;
}

/** What a person acts on. */
export interface Stage {
  readonly element: ParaphElement<string>;
  readonly server: FixtureServer;
  readonly connection: Connection;
  /** Clicks what carries this text or matches this selector, in the element. */
  click(target: string): Promise<void>;
  /** Waits until the element is in a state. */
  until(state: string): Promise<void>;
  /** Finds in the element's shadow root. */
  find<E extends Element = HTMLElement>(selector: string): E;
}

let last: Connection | undefined;
// One state holds it up; the next one gets it back.
const verifySignature = crypto.subtle.verify.bind(crypto.subtle);

/** The name of a picture: `paraph-attendance.open`, `paraph-attendance.review.typed`. */
export function nameOf({ element, state, variant }: GalleryState): string {
  return [element, state, ...(variant === undefined ? [] : [variant])].join('.');
}

/** Puts an element into a page and leads it to a state, by what a person would do. */
export async function showState(shown: GalleryState, root: HTMLElement): Promise<Stage> {
  last?.close();
  crypto.subtle.verify = verifySignature;
  const server = new FixtureServer();
  await shown.server?.(server);
  const ports = { ...cast.ports, clock: () => cast.now };
  const store = Promise.resolve(new PageStore(shown.storage ?? 'persistent'));
  const connection = new Connection({
    endpoint: 'https://paraph.example/o/lac/',
    token: 'gallery',
    fetch: server.fetch,
    ports,
    store,
  });
  last = connection;
  const element = document.createElement(shown.element) as ParaphElement<string>;
  for (const [name, value] of Object.entries(shown.attributes ?? {})) element.setAttribute(name, value);
  if (shown.unconnected !== true) element.connection = connection;
  root.replaceChildren(element);
  const stage: Stage = {
    element,
    server,
    connection,
    click: (target) => click(element, target),
    until: async (state) => {
      await until(
        () => element.state === state,
        () => `${nameOf(shown)}: wanted ${state}, is ${element.state}`,
      );
      await until(
        () => element.renderRoot.querySelector('[part]') !== null,
        () => `${nameOf(shown)}: nothing is drawn`,
      );
    },
    find: (selector) => {
      const found = element.renderRoot.querySelector(selector);
      if (found === null) throw new Error(`${nameOf(shown)}: there is no ${selector}`);
      return found as never;
    },
  };
  if (shown.element === 'paraph-pad')
    await until(
      () => element.renderRoot.querySelector('[part]') !== null,
      () => 'no pad is drawn',
    );
  if (shown.act !== undefined) await shown.act(stage);
  if (shown.element !== 'paraph-pad') await stage.until(shown.state);
  await element.updateComplete;
  return stage;
}

async function click(element: ParaphElement<string>, target: string): Promise<void> {
  let found: HTMLElement | undefined;
  await until(
    () => {
      found = clickable(element.renderRoot as ShadowRoot, target);
      return found !== undefined;
    },
    () => `nothing to click: ${target} in ${element.localName} (${element.state})`,
  );
  found?.click();
  await element.updateComplete;
}

function clickable(root: ShadowRoot, target: string): HTMLElement | undefined {
  if (/^[.#[]|^[a-z-]+\[/.test(target)) return root.querySelector<HTMLElement>(target) ?? undefined;
  return [...root.querySelectorAll<HTMLElement>('button, a, summary, label, [role=radio]')].find(
    (one) => one.textContent?.trim().startsWith(target) && one.offsetParent !== null,
  );
}

/** Waits until something holds, for ten seconds at most. */
export async function until(holds: () => boolean, failure: () => string): Promise<void> {
  const start = performance.now();
  while (!holds()) {
    const waited = performance.now() - start;
    if (waited > 10_000) throw new Error(failure());
    // A browser slows the timers of a page in the background down to one a second; messages it lets through.
    if (waited < 1_500) await nextTask();
    else await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
