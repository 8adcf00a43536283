import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCodeServer } from '../../../scripts/codeServer.mjs';
import { ensureEditor } from '../../../scripts/install.mjs';

/** Where a test plays: a folder of its own and what was started for it. */
export interface Ground {
  /** A file or folder in it. */
  path(name: string): string;
  /** Has something stopped at the end, before all that was started earlier. */
  atEnd(stop: () => Promise<void>): void;
  /** Stops what was started, then removes the folder. */
  close(): Promise<void>;
}

/** What the editor is started with. */
export interface EditorOptions {
  /** Extension packages to install; none where the extension comes as one under development. */
  readonly vsix?: string | readonly string[] | undefined;
  /** False: the editor treats the workspace as one from a stranger. */
  readonly trusted: boolean;
  /** Added to the environment of the extension host. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Lays the ground and builds on it; where that fails, nothing is left. */
export async function onNewGround<T>(build: (ground: Ground) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mcptt-e2e-'));
  const stops: (() => Promise<void>)[] = [];
  const ground: Ground = {
    path: (name) => join(folder, name),
    atEnd(stop) { stops.push(stop); },
    async close() {
      for (const stop of stops.reverse()) await stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    return await build(ground);
  } catch (error) {
    await ground.close();
    throw error;
  }
}

/** Starts the editor, with a home of its own, on loopback. @returns its address and the id of its process */
export async function startEditor(ground: Ground, { vsix, trusted, env }: EditorOptions): Promise<{ readonly url: string; readonly pid: number }> {
  const editor = await ensureEditor();
  mkdirSync(ground.path('home'));
  const { url, program } = await startCodeServer(editor, {
    state: ground.path('editor'), trustAll: trusted, env: { HOME: ground.path('home'), ...env }, ...(vsix === undefined ? {} : { vsix }),
  });
  ground.atEnd(() => program.stop());
  return { url, pid: program.child.pid ?? 0 };
}
