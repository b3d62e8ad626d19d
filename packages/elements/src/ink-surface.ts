import { type Ink, normaliseInk } from '@paraph/core/model';
import SignaturePad from 'signature_pad';

/** Width of the box of ink. */
const inkWidth = 1000;

/**
 * Where a finger, a pen or a mouse draws. Of signature_pad only the pointer's path is taken: its times and pressures are dropped when the
 * stroke ends, and never leave this file. While a stroke is drawn the canvas shows it; afterwards the ink does, as geometry.
 */
export class InkSurface {
  #pad: SignaturePad;
  #canvas: HTMLCanvasElement;
  #onStroke: (ink: Ink) => void;
  #strokes: number[][] = [];
  /** The box that the strokes are in, fixed by the first one: a turned phone changes the surface, not the drawing. */
  #height: number | undefined;
  #resizes: ResizeObserver;

  constructor(canvas: HTMLCanvasElement, { onStroke }: { onStroke: (ink: Ink) => void }) {
    this.#canvas = canvas;
    this.#onStroke = onStroke;
    // No speed in the line either: the same width wherever the pen goes.
    this.#pad = new SignaturePad(canvas, { minWidth: 1.4, maxWidth: 1.4, dotSize: 2.4, minDistance: 2, throttle: 8, velocityFilterWeight: 0.01 });
    this.#pad.addEventListener('beginStroke', () => {
      this.#pad.penColor = getComputedStyle(canvas).color;
    });
    this.#pad.addEventListener('endStroke', () => this.#take());
    this.#resizes = new ResizeObserver(() => this.#fit());
    this.#resizes.observe(canvas);
    this.#fit();
  }

  /** What was drawn. */
  get ink(): Ink {
    return { height: this.#height ?? this.#boxHeight(), strokes: this.#strokes };
  }

  /** Puts ink onto the surface: what a form restores. */
  set ink(ink: Ink | undefined) {
    this.#strokes = ink?.strokes.map((stroke) => [...stroke]) ?? [];
    this.#height = ink === undefined || this.#strokes.length === 0 ? undefined : ink.height;
  }

  get isEmpty(): boolean {
    return this.#strokes.length === 0;
  }

  /** Takes the last stroke back. */
  undo(): void {
    this.#strokes = this.#strokes.slice(0, -1);
    if (this.isEmpty) this.#height = undefined;
  }

  clear(): void {
    this.ink = undefined;
    this.#pad.clear();
  }

  /** Stops listening. */
  close(): void {
    this.#resizes.disconnect();
    this.#pad.off();
  }

  #take(): void {
    const drawn = this.#pad.toData().map(({ points }) => points.flatMap(({ x, y }) => [x, y]));
    this.#pad.clear();
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    if (width === 0 || height === 0) return;
    this.#height ??= this.#boxHeight();
    // The drawing stands in the middle of the surface, as large as it fits: as an SVG with `xMidYMid meet`.
    const scale = Math.min(width / inkWidth, height / this.#height);
    const [left, top] = [(width - inkWidth * scale) / 2, (height - this.#height * scale) / 2];
    const inBox = drawn.map((points) => points.map((value, at) => (value - (at % 2 === 0 ? left : top)) / scale));
    const ink = normaliseInk(inBox, { width: inkWidth, height: this.#height });
    this.#strokes = [...this.#strokes, ...ink.strokes.map((stroke) => [...stroke])];
    this.#onStroke(this.ink);
  }

  #boxHeight(): number {
    const { clientWidth: width, clientHeight: height } = this.#canvas;
    return width === 0 ? 400 : Math.round((height / width) * inkWidth);
  }

  /** One canvas pixel a device pixel, at every zoom. */
  #fit(): void {
    const ratio = Math.max(devicePixelRatio, 1);
    this.#canvas.width = this.#canvas.clientWidth * ratio;
    this.#canvas.height = this.#canvas.clientHeight * ratio;
    this.#canvas.getContext('2d')?.scale(ratio, ratio);
    this.#pad.clear();
  }
}
