import { createHash, X509Certificate } from 'node:crypto';
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

/**
 * Starts it. Chromium's sandbox does not work for root, which is who containers run as.
 * @param trusts certificates of servers that this browser takes, in PEM, as if it knew their authorities
 */
export async function openBrowser(trusts: readonly string[] = []): Promise<Browser> {
  const executablePath = await ensureChromium();
  const profile = mkdtempSync(join(tmpdir(), 'mcptt-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath, headless: true, viewport: { width: 1400, height: 850 },
    args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(trusts.length > 0 ? [`--ignore-certificate-errors-spki-list=${trusts.map(keyDigest).join(',')}`] : [])],
  });
  const outside: string[] = [];
  const note = (address: string): void => {
    const { protocol, hostname } = new URL(address);
    if (/^(https?|wss?):$/.test(protocol) && !/^127(\.\d+){3}$/.test(hostname)) outside.push(address);
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

/** What Chromium knows the key of a certificate by. */
function keyDigest(certificate: string): string {
  return createHash('sha256').update(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })).digest('base64');
}
