import type { Locator, Page } from 'playwright-core';

/** A scribble inside a box, as points in the page's pixels. */
function scribble({
  x,
  y,
  width,
  height,
}: {
  x: number;
  y: number;
  width: number;
  height: number;
}): [number, number][] {
  return Array.from({ length: 40 }, (_, step) => {
    const along = step / 39;
    return [x + width * (0.15 + 0.7 * along), y + height * (0.5 + 0.25 * Math.sin(along * 16) * (1 - along * 0.5))];
  });
}

async function boxOf(surface: Locator) {
  await surface.scrollIntoViewIfNeeded();
  const box = await surface.boundingBox();
  if (box === null) throw new Error('the signature field has no box');
  return box;
}

/** Draws with a finger: real touch events, as the browser gets them from a screen. */
export async function drawWithFinger(page: Page, surface: Locator): Promise<void> {
  const points = scribble(await boxOf(surface));
  const session = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: [number, number]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
  await touch('touchStart', points[0]);
  for (const point of points.slice(1)) await touch('touchMove', point);
  await touch('touchEnd');
  await session.detach();
  await settled(page);
  // Chromium takes a tap that follows at once for the rest of the same gesture, and makes no click of it.
  await page.waitForTimeout(500);
}

/** Draws with the mouse. */
export async function drawWithMouse(page: Page, surface: Locator): Promise<void> {
  const points = scribble(await boxOf(surface));
  const [first = [0, 0], ...rest] = points;
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of rest) await page.mouse.move(...point);
  await page.mouse.up();
  await settled(page);
}

/** What was drawn can be cleared: the page has taken it. */
async function settled(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: 'Clear' })
    .or(page.getByRole('button', { name: 'Effacer' }))
    .first()
    .waitFor();
}
