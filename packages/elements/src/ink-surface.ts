import { type Ink, normaliseInk } from '@paraph/core/model';
import SignaturePad from 'signature_pad';

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
 * Where a finger, a pen or a mouse draws. signature_pad follows the pointer; of what it gathers only the path is taken: its times and pressures
 * are dropped here, and never leave this file. Its own line stays invisible: what shows while the pen moves is what is kept, drawn by core as
 * a shape; so it is sharp at every zoom, and follows every colour scheme.
 */
export class InkSurface {
  #canvas: HTMLCanvasElement;
  #options: InkSurfaceOptions;
  #pad: SignaturePad;
  #strokes: readonly (readonly number[])[] = [];
  /** The box that the strokes are in, fixed by the first one: a turned phone changes the surface, not the drawing. */
  #height: number | undefined;
  #enabled = true;

  constructor(canvas: HTMLCanvasElement, options: InkSurfaceOptions) {
    this.#canvas = canvas;
    this.#options = options;
    this.#pad = new SignaturePad(canvas, { penColor: 'transparent', minDistance: 2, throttle: 8 });
    this.#pad.addEventListener('beginStroke', this.#begin);
    this.#pad.addEventListener('afterUpdateStroke', this.#extend);
    this.#pad.addEventListener('endStroke', this.#end);
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

  /** Whether a finger draws something; a disabled pad does not. */
  set enabled(enabled: boolean) {
    // Only when it changes: switching on forgets the stroke that is being drawn.
    if (enabled === this.#enabled) return;
    this.#enabled = enabled;
    if (enabled) this.#pad.on();
    else this.#pad.off();
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
    this.#pad.off();
  }

  #begin = (): void => {
    this.#height ??= this.#boxHeight();
  };

  #extend = (): void => {
    this.#options.onDraw(this.#inkOf());
  };

  #end = (): void => {
    const { strokes } = this.#inkOf();
    this.#pad.clear();
    this.#strokes = [...this.#strokes, ...strokes];
    this.#options.onStroke(this.ink);
  };

  /** The stroke that is being drawn, as geometry in the box. */
  #inkOf(): Ink {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    const boxHeight = this.#height ?? this.#boxHeight();
    // The drawing stands in the middle of the surface, as large as it fits: as an SVG with `xMidYMid meet`.
    const scale = Math.min(width / inkWidth, height / boxHeight);
    const [left, top] = [(width - inkWidth * scale) / 2, (height - boxHeight * scale) / 2];
    const paths = this.#pad
      .toData()
      .map(({ points }) => points.flatMap(({ x, y }) => [(x - left) / scale, (y - top) / scale]));
    return normaliseInk(paths, { width: inkWidth, height: boxHeight });
  }

  #boxHeight(): number {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    return width === 0 ? 400 : Math.round((height / width) * inkWidth);
  }
}
