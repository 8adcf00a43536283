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
 * @param around what it is to show, and nothing beside it; the whole page where nothing is named
 */
export async function takePicture(page: Page, name: string, ...around: Locator[]): Promise<void> {
  const path = join(repository, 'out/screenshots', `${name}.png`);
  const clip = await frame(around);
  // What fades in is shown as it is when it is there.
  await page.screenshot({ path, animations: 'disabled', ...(clip === undefined ? {} : { clip }) });
  if (process.env['MCPTT_UPDATE_SCREENSHOTS'] !== '1' || !documented.includes(name)) return;
  mkdirSync(join(repository, 'docs/images'), { recursive: true });
  cpSync(path, join(repository, 'docs/images', `${name}.png`));
}

/** The smallest rectangle that holds all of some parts of the page. */
async function frame(around: readonly Locator[]): Promise<{ x: number; y: number; width: number; height: number } | undefined> {
  const boxes = (await Promise.all(around.map((part) => part.boundingBox()))).filter((box) => box !== null);
  if (boxes.length === 0) return undefined;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}
