import { type Ink, normaliseInk } from '@paraph/core/model';

/** What an {@link InkSurface} tells. */
export interface InkSurfaceOptions {
  /** A stroke grew: ink of that stroke alone, in the box of the drawing. */
  readonly onDraw: (stroke: Ink) => void;
  /** A stroke ended: everything that was drawn. */
  readonly onStroke: (ink: Ink) => void;
}

/** Width of the box of ink. */
const inkWidth = 1000;

/**
 * Where a finger, a pen or a mouse draws. Only the pointer's path is read: no time, no pressure, no tilt. What shows while the pen moves is what
 * is kept, drawn by core as a shape; so it is sharp at every zoom, and follows every colour scheme.
 */
export class InkSurface {
  #surface: HTMLElement;
  #options: InkSurfaceOptions;
  #strokes: readonly (readonly number[])[] = [];
  /** The box that the strokes are in, fixed by the first one: a turned phone changes the surface, not the drawing. */
  #height: number | undefined;
  #path: number[] | undefined;
  #pointer: number | undefined;
  #frame: number | undefined;
  #listening = new AbortController();

  constructor(surface: HTMLElement, options: InkSurfaceOptions) {
    this.#surface = surface;
    this.#options = options;
    const { signal } = this.#listening;
    surface.addEventListener('pointerdown', this.#begin, { signal });
    surface.addEventListener('pointermove', this.#extend, { signal });
    surface.addEventListener('pointerup', this.#end, { signal });
    surface.addEventListener('pointercancel', this.#end, { signal });
    surface.addEventListener('lostpointercapture', this.#end, { signal });
    // iPadOS takes a pen's strokes for handwriting (Scribble) unless the touch is claimed.
    surface.addEventListener('touchmove', (event) => event.cancelable && event.preventDefault(), { signal, passive: false });
  }

  /** What was drawn. */
  get ink(): Ink {
    return { height: this.#height ?? this.#boxHeight(), strokes: this.#strokes };
  }

  /** Puts ink onto the surface: what a form restores. */
  set ink(ink: Ink | undefined) {
    this.#strokes = ink?.strokes ?? [];
    this.#height = this.#strokes.length === 0 ? undefined : ink?.height;
  }

  /** Takes the last stroke back. */
  undo(): void {
    this.ink = { height: this.ink.height, strokes: this.#strokes.slice(0, -1) };
  }

  /** Takes everything back. */
  clear(): void {
    this.ink = undefined;
  }

  /** Stops listening. */
  close(): void {
    this.#listening.abort();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  #begin = (event: PointerEvent): void => {
    // One pen at a time: a palm or a second finger draws nothing.
    if (this.#pointer !== undefined || event.button !== 0 || this.#surface.matches('[aria-disabled="true"]')) return;
    this.#pointer = event.pointerId;
    this.#surface.setPointerCapture(event.pointerId);
    this.#height ??= this.#boxHeight();
    this.#path = [];
    this.#add(event);
  };

  #extend = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer) return;
    // A browser hands over several positions at once, so that it draws once a frame.
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [event]) this.#add(one);
  };

  #end = (event: PointerEvent): void => {
    if (event.pointerId !== this.#pointer || this.#path === undefined) return;
    const { strokes } = this.#inkOf(this.#path);
    this.#pointer = undefined;
    this.#path = undefined;
    this.#strokes = [...this.#strokes, ...strokes];
    this.#options.onStroke(this.ink);
  };

  #add({ clientX, clientY }: PointerEvent): void {
    const { left, top, scale } = this.#placed();
    this.#path?.push((clientX - left) / scale, (clientY - top) / scale);
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#path !== undefined) this.#options.onDraw(this.#inkOf(this.#path));
    });
  }

  #inkOf(path: readonly number[]): Ink {
    return normaliseInk([path], { width: inkWidth, height: this.#height ?? this.#boxHeight() });
  }

  /** The drawing stands in the middle of the surface, as large as it fits: as an SVG with `xMidYMid meet`. */
  #placed(): { left: number; top: number; scale: number } {
    const { left, top, width, height } = this.#surface.getBoundingClientRect();
    const boxHeight = this.#height ?? this.#boxHeight();
    const scale = Math.min(width / inkWidth, height / boxHeight);
    return { left: left + (width - inkWidth * scale) / 2, top: top + (height - boxHeight * scale) / 2, scale };
  }

  #boxHeight(): number {
    const { width, height } = this.#surface.getBoundingClientRect();
    return width === 0 ? 400 : Math.round((height / width) * inkWidth);
  }
}
