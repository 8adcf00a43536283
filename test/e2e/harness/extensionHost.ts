import type { Page } from 'playwright-core';
import { folderUrl } from '../../../scripts/codeServer.mjs';

interface DevelopmentOptions {
  readonly extensions: readonly { scheme: string; authority: string; path: string }[];
  readonly extensionTestsPath: { scheme: string; authority: string; path: string };
}

// The little of the page that is used below; the whole library of the DOM would be there for every room of the house.
interface Carrier { getAttribute(name: string): string | null; setAttribute(name: string, value: string): void }
declare const document: { getElementById(id: string): Carrier | null };
declare class MutationObserver {
  constructor(callback: () => void);
  observe(target: object, options: { childList: boolean; subtree: boolean }): void;
  disconnect(): void;
}

/**
 * Opens a workspace with an extension under development and has its extension host call `run` of a test bundle.
 * @param extension folder of the extension
 * @param bundle the test bundle's entry file, in CommonJS
 * @returns the exit code that VS Code gives for the run: 0 where `run` resolved
 */
export async function runInExtensionHost(page: Page, editorUrl: string, workspace: string, extension: string, bundle: string): Promise<number> {
  const remote = (path: string) => ({ scheme: 'vscode-remote', authority: new URL(editorUrl).host, path });
  const finished = new Promise<number>((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
  });
  // Their absence is an error in the page; what matters of the log comes by the results file.
  await page.exposeFunction('codeAutomationLog', () => undefined);
  await page.addInitScript(addDevelopmentOptions, { extensions: [remote(extension)], extensionTestsPath: remote(bundle) });
  await page.goto(folderUrl(editorUrl, workspace));
  return finished;
}

/**
 * Runs in the page, before any script of it: adds the options to the workbench's configuration, which the page carries as an
 * attribute. A built workbench takes them from nowhere else, and a page changed on its way here loses its WebSocket to loopback.
 * It goes to the page as text, so it must name no function inside: what compiles this file would wrap it in a call that the page lacks.
 */
function addDevelopmentOptions(options: DevelopmentOptions): void {
  const observer = new MutationObserver(() => {
    const carrier = document.getElementById('vscode-workbench-web-configuration');
    const settings = carrier?.getAttribute('data-settings');
    if (!carrier || !settings) return;
    observer.disconnect();
    const configuration = JSON.parse(settings) as { developmentOptions?: object };
    carrier.setAttribute('data-settings', JSON.stringify({ ...configuration, developmentOptions: { ...configuration.developmentOptions, ...options } }));
  });
  observer.observe(document, { childList: true, subtree: true });
}
