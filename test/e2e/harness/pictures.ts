import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { repository } from '../../../scripts/install.mjs';

/** Pictures that the documentation shows. They change only when asked for: no two machines draw the same pixels. */
const documented: readonly string[] = [
  'misprints', 'connection-form', 'connection-test', 'sign-in', 'request', 'stored', 'conflict', 'merge', 'folder',
];

/**
 * Leaves a picture of the page in out/screenshots, and in docs/images where it is one of the documentation's and it was asked for.
 * @param around what it is to show, with a little around it; the whole page where nothing is named
 */
export async function takePicture(page: Page, name: string, ...around: Locator[]): Promise<void> {
  const path = join(repository, 'out/screenshots', `${name}.png`);
  const clip = await frame(page, around);
  // What fades in is shown as it is when it is there.
  await page.screenshot({ path, animations: 'disabled', ...(clip === undefined ? {} : { clip }) });
  if (process.env['MCPTT_UPDATE_SCREENSHOTS'] !== '1' || !documented.includes(name)) return;
  mkdirSync(join(repository, 'docs/images'), { recursive: true });
  cpSync(path, join(repository, 'docs/images', `${name}.png`));
}

const MARGIN = 16;

async function frame(page: Page, around: readonly Locator[]): Promise<{ x: number; y: number; width: number; height: number } | undefined> {
  const boxes = (await Promise.all(around.map((part) => part.boundingBox()))).filter((box) => box !== null);
  const whole = page.viewportSize();
  if (boxes.length === 0 || whole === null) return undefined;
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)) - MARGIN, Math.min(...boxes.map(({ y }) => y)) - MARGIN].map((edge) => Math.max(0, edge)) as [number, number];
  const right = Math.min(whole.width, Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN);
  const bottom = Math.min(whole.height, Math.max(...boxes.map(({ y, height }) => y + height)) + MARGIN);
  return { x: left, y: top, width: right - left, height: bottom - top };
}
