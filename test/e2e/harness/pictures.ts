import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from '../../../scripts/install.mjs';

/** Pictures that the documentation shows. They change only when asked for: no two machines draw the same pixels. */
const documented: readonly string[] = ['misprints'];

/** Leaves a picture of the page in out/screenshots, and in docs/images where it is one of the documentation's and it was asked for. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const path = join(repository, 'out/screenshots', `${name}.png`);
  await page.screenshot({ path });
  if (process.env['MCPTT_UPDATE_SCREENSHOTS'] !== '1' || !documented.includes(name)) return;
  mkdirSync(join(repository, 'docs/images'), { recursive: true });
  cpSync(path, join(repository, 'docs/images', `${name}.png`));
}
