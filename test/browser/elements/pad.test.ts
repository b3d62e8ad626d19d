import type { Ink } from '@paraph/core/model';
import { inkOutline } from '@paraph/core/model';
import type { ParaphPad } from '@paraph/elements';
import '@paraph/elements/define.js';
import { expect } from 'chai';

// What follows the pointer is a chunk of its own: here it is fetched before the first test.
await import('/packages/elements/dist/ink-surface.js' as string);

/** By messages, not by a timer: in a page in the background a browser lets a timer run once a second. */
async function pause(milliseconds = 30): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  for (const end = performance.now() + milliseconds; performance.now() < end; ) {
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(undefined);
    });
  }
  port1.close();
}

async function padIn(html: string): Promise<ParaphPad> {
  const stage = document.createElement('div');
  stage.innerHTML = html;
  document.body.append(stage);
  const pad = stage.querySelector('paraph-pad') as ParaphPad;
  for (let tries = 0; tries < 100 && pad.renderRoot.querySelector('canvas') === null; tries += 1) await pause(20);
  await pause(50);
  return pad;
}

async function draw(
  pad: ParaphPad,
  points: readonly (readonly [number, number])[],
  pointerType = 'mouse',
): Promise<void> {
  const canvas = pad.renderRoot.querySelector('canvas') as HTMLCanvasElement;
  const { left, top } = canvas.getBoundingClientRect();
  const fire = (type: string, [x, y]: readonly [number, number], buttons: number) => {
    const at = {
      clientX: left + x,
      clientY: top + y,
      pointerId: 1,
      pointerType,
      isPrimary: true,
      buttons,
      button: 0,
      pressure: 0.7,
    };
    (type === 'pointerdown' ? canvas : window).dispatchEvent(
      new PointerEvent(type, { ...at, bubbles: true, composed: true, cancelable: true }),
    );
  };
  const [first, ...rest] = points;
  fire('pointerdown', first as [number, number], 1);
  for (const point of rest) {
    await pause(12);
    fire('pointermove', point, 1);
  }
  await pause(20);
  fire('pointerup', points.at(-1) as [number, number], 0);
  await pad.updateComplete;
}

const wave = Array.from({ length: 24 }, (_, at) => [30 + at * 8, 70 + Math.sin(at / 2) * 30] as const);
const inkOf = (pad: ParaphPad): Ink => {
  const { value } = pad;
  if (value?.by !== 'drawn') throw new Error('nothing is drawn');
  return value.ink;
};

describe('<paraph-pad>', () => {
  afterEach(() => {
    for (const stage of document.body.querySelectorAll(':scope > div')) stage.remove();
  });

  it('is empty until something is drawn, and only then', async () => {
    const pad = await padIn('<paraph-pad></paraph-pad>');
    expect(pad.isEmpty).to.equal(true);
    await draw(pad, wave);
    expect(pad.isEmpty).to.equal(false);
    pad.undo();
    expect(pad.isEmpty).to.equal(true);
  });

  for (const pointer of ['mouse', 'touch', 'pen']) {
    it(`takes a ${pointer}`, async () => {
      const pad = await padIn('<paraph-pad></paraph-pad>');
      await draw(pad, wave, pointer);
      expect(inkOf(pad).strokes).to.have.length(1);
    });
  }

  it('keeps whole numbers at equal distances, and nothing of time or pressure', async () => {
    const pad = await padIn('<paraph-pad></paraph-pad>');
    await draw(pad, wave);
    const { height, strokes } = inkOf(pad);
    const [stroke = []] = strokes;
    expect(Object.keys(inkOf(pad)).sort()).to.deep.equal(['height', 'strokes']);
    expect([height, ...stroke].every(Number.isInteger)).to.equal(true);
    const steps: number[] = [];
    for (let at = 2; at + 1 < stroke.length; at += 2)
      steps.push(
        Math.hypot(
          (stroke[at] as number) - (stroke[at - 2] as number),
          (stroke[at + 1] as number) - (stroke[at - 1] as number),
        ),
      );
    // Rounding to whole numbers moves a point by less than one unit.
    expect(Math.max(...steps) - Math.min(...steps)).to.be.below(3);
  });

  it('shows exactly the outline that core gives', async () => {
    const pad = await padIn('<paraph-pad></paraph-pad>');
    await draw(pad, wave);
    const shown = [...pad.renderRoot.querySelectorAll('.surface path')].map((path) => path.getAttribute('d'));
    expect(shown).to.deep.equal([inkOutline(inkOf(pad))]);
  });

  it('keeps the drawing when the surface changes its shape, and takes the next stroke into the same box', async () => {
    const pad = await padIn('<paraph-pad></paraph-pad>');
    await draw(pad, wave);
    const before = structuredClone(inkOf(pad));
    (pad.parentElement as HTMLElement).className = 'narrow';
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.narrow { inline-size: 17rem }');
    document.adoptedStyleSheets = [sheet];
    await pause(80);
    expect(inkOf(pad)).to.deep.equal(before);
    await draw(pad, [
      [40, 60],
      [60, 80],
      [90, 70],
    ]);
    document.adoptedStyleSheets = [];
    expect(inkOf(pad).height).to.equal(before.height);
    expect(inkOf(pad).strokes).to.have.length(2);
  });

  it('moves between the ways by arrow keys, one tab stop at a time', async () => {
    const pad = await padIn('<paraph-pad></paraph-pad>');
    const tabs = [...pad.renderRoot.querySelectorAll<HTMLElement>('[role=tab]')];
    tabs[0]?.focus();
    for (const [key, way] of [
      ['ArrowRight', 'typed'],
      ['ArrowRight', 'confirmed'],
      ['ArrowRight', 'drawn'],
      ['ArrowLeft', 'confirmed'],
      ['Home', 'drawn'],
      ['End', 'confirmed'],
    ] as const) {
      (pad.renderRoot as ShadowRoot).activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
      await pad.updateComplete;
      await pause(5);
      expect(pad.way).to.equal(way);
      expect((pad.renderRoot as ShadowRoot).activeElement?.id).to.equal(`tab-${way}`);
      expect(tabs.filter(({ tabIndex }) => tabIndex === 0)).to.have.length(1);
    }
  });

  it('takes part in a form: its value, what is required, reset', async () => {
    const pad = await padIn('<form><paraph-pad name="signature" required></paraph-pad></form>');
    const form = pad.form as HTMLFormElement;
    expect(form.checkValidity()).to.equal(false);
    pad.way = 'typed';
    await pad.updateComplete;
    const input = pad.renderRoot.querySelector<HTMLInputElement>('#typed') as HTMLInputElement;
    input.value = '  Alice   Martin ';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await pad.updateComplete;
    expect(form.checkValidity()).to.equal(true);
    expect(JSON.parse(String(new FormData(form).get('signature')))).to.deep.equal({
      by: 'typed',
      name: 'Alice Martin',
    });
    form.reset();
    expect(new FormData(form).get('signature')).to.equal(null);
  });

  it('says what is missing, at the way that is shown', async () => {
    const pad = await padIn('<paraph-pad required way="confirmed"></paraph-pad>');
    expect(pad.reportValidity()).to.equal(false);
    await pad.updateComplete;
    const fault = pad.renderRoot.querySelector('#fault') as HTMLElement;
    expect(fault.hidden).to.equal(false);
    (pad.renderRoot.querySelector('[type=checkbox]') as HTMLElement).click();
    await pad.updateComplete;
    expect(fault.hidden).to.equal(true);
    expect(pad.value).to.deep.equal({ by: 'confirmed' });
  });
});
