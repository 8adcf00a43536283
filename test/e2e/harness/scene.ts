import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { issueToken, startCms } from '../../../scripts/localCms.mjs';
import { onNewGround, startEditor, type Ground } from './ground';

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
  /** Settings of the user beyond those of every scene. */
  readonly settings?: Readonly<Record<string, unknown>>;
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
export function buildScene({ vsix, trusted, settings, audit, env }: SceneOptions): Promise<Scene> {
  return onNewGround(async (ground: Ground) => {
    const { path, close } = ground;
    const cms = await startCms(path('cms'), 0, audit === true ? { more: ['--audit', path('audit.log')] } : {});
    ground.atEnd(() => cms.program.stop());
    const token = await issueToken(path('cms'), 'sip:user1@example.com', true);
    const workspace = path('workspace');
    fillWorkspace(workspace, cms.root);
    addSettings(join(path('editor'), 'data/User'), settings ?? {});
    const known = { cmsRoot: cms.root, token, path };
    const { url, pid } = await startEditor(ground, { vsix, trusted, env: env?.(known) });
    return { workspace, editorUrl: url, editorPid: pid, ...known, close };
  });
}

/** The editor keeps what it finds, and gets the settings of every scene only where there are none. */
function addSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  const usual = JSON.parse(readFileSync(join(repository, 'scripts/editor/settings.json'), 'utf8')) as object;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...usual, ...settings }));
}

/** Writes the settings of a workspace, which is not open yet. */
export function setWorkspace(workspace: string, settings: Readonly<Record<string, unknown>>): void {
  mkdirSync(join(workspace, '.vscode'), { recursive: true });
  writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
}

function fillWorkspace(workspace: string, cmsRoot: string): void {
  cpSync(join(repository, 'samples'), workspace, { recursive: true });
  if (existsSync(correctedExample)) cpSync(correctedExample, join(workspace, 'corrected/user-profile-0.xml'));
  setWorkspace(workspace, { 'mcptt.cms.root': cmsRoot, 'mcptt.cms.xui': xui });
}

/** Line and column, from 1, of what follows a piece of a file's text. */
export function placeAfter(scene: Pick<Scene, 'workspace'>, file: string, piece: string): [line: number, column: number] {
  const text = readFileSync(join(scene.workspace, file), 'utf8');
  const before = text.slice(0, text.indexOf(piece) + piece.length).split('\n');
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}
