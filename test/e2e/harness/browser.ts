import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../../scripts/install.mjs';

/** A headless Chromium with one page and a profile of its own. */
export interface Browser {
  readonly page: Page;
  /** Addresses on other machines that the page asked for. There should be none. */
  readonly outside: readonly string[];
  close(): Promise<void>;
}

const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts it. Chromium's sandbox does not work for root, which is who containers run as. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await ensureChromium();
  const profile = mkdtempSync(join(tmpdir(), 'mcptt-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, viewport: { width: 1400, height: 850 }, args: process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet,
  });
  const outside: string[] = [];
  const note = (address: string): void => {
    const { protocol, hostname } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') outside.push(address);
  };
  context.on('request', (request) => note(request.url()));
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('websocket', (socket) => note(socket.url()));
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { page, outside, close };
}
