import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCodeServer } from '../../../scripts/codeServer.mjs';
import { ensureEditor, repository } from '../../../scripts/install.mjs';
import { issueToken, startCms } from '../../../scripts/localCms.mjs';

/** What a test plays in: a fresh copy of the samples, a fresh CMS and a fresh editor, all gone with `close`. */
export interface Scene {
  readonly workspace: string;
  /** Address of the editor, which is not open in any browser yet. */
  readonly editorUrl: string;
  /** XCAP root of the local CMS. */
  readonly cmsRoot: string;
  /** Accepted by the CMS for every user's documents. */
  readonly token: string;
  /** A file outside of the workspace. */
  path(name: string): string;
  /** Process id of the editor, which starts all the others. */
  readonly editorPid: number;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Extension packages to install; none where the extension comes as one under development. */
  readonly vsix?: string | readonly string[];
  /** False: the editor treats the workspace as one from a stranger. */
  readonly trusted: boolean;
  /** True: the CMS keeps an audit, in `path('audit.log')`. */
  readonly audit?: boolean;
  /** Environment of the extension host, from what is known once the CMS runs. */
  readonly env?: (scene: Pick<Scene, 'cmsRoot' | 'token' | 'path'>) => NodeJS.ProcessEnv;
}

/** Whose profile the tests publish. */
export const xui = 'sip:user2@example.com';

/** The example of the specification without its misprints, where the folder beside the repository has it. */
export const correctedExample = join(repository, '../shared/examples/a21-user-profile-0.xml');

/** Builds a scene: starts the CMS and the editor on loopback, on ports that the system chooses. */
export async function buildScene(options: SceneOptions): Promise<Scene> {
  const editor = await ensureEditor();
  const folder = mkdtempSync(join(tmpdir(), 'mcptt-e2e-'));
  const path = (name: string): string => join(folder, name);
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const stop of closing.reverse()) await stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const cms = await startCms(path('cms'), 0, ...(options.audit === true ? ['--audit', path('audit.log')] : []));
    closing.push(() => cms.program.stop());
    const token = await issueToken(path('cms'), 'sip:user1@example.com', true);
    const workspace = path('workspace');
    fillWorkspace(workspace, cms.root);
    mkdirSync(path('home'));
    const known = { cmsRoot: cms.root, token, path };
    const { url, program } = await startCodeServer(editor, {
      state: path('editor'), vsix: options.vsix, trustAll: options.trusted, env: { HOME: path('home'), ...options.env?.(known) },
    });
    closing.push(() => program.stop());
    return { workspace, editorUrl: url, editorPid: program.child.pid ?? 0, ...known, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function fillWorkspace(workspace: string, cmsRoot: string): void {
  cpSync(join(repository, 'samples'), workspace, { recursive: true });
  if (existsSync(correctedExample)) cpSync(correctedExample, join(workspace, 'corrected/user-profile-0.xml'));
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify({ 'mcptt.cms.root': cmsRoot, 'mcptt.cms.xui': xui }));
}
