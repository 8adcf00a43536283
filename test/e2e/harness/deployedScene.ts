import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { startDeployment, type Deployment } from './deployment';
import { onNewGround, startEditor } from './ground';

/** A deployment with an administrator in front of the editor, whose workspace holds a file without a text. */
export interface DeployedScene {
  readonly deployment: Deployment;
  readonly workspace: string;
  readonly editorUrl: string;
  /** The editor's own folder, with its state and logs. */
  readonly editorFolder: string;
  close(): Promise<void>;
}

/** The document of TS 24.484 A.2.1. */
export const DOCUMENT = 'user-profile-0.xml';
/** The authority of the deployment, as a path in the workspace. */
export const AUTHORITY = 'certificates/authority.pem';

/** Starts all of it on loopback, with the packaged extension. No setting names a CMS yet. */
export function buildDeployedScene(): Promise<DeployedScene> {
  return onNewGround(async (ground) => {
    const deployment = await startDeployment(ground);
    const workspace = ground.path('profiles');
    mkdirSync(join(workspace, 'certificates'), { recursive: true });
    writeFileSync(join(workspace, DOCUMENT), '');
    writeFileSync(join(workspace, AUTHORITY), deployment.authority);
    mkdirSync(join(workspace, '.vscode'));
    // More of the text in the pictures.
    writeFileSync(join(workspace, '.vscode/settings.json'), JSON.stringify({ 'editor.minimap.enabled': false }));
    const { url: editorUrl } = await startEditor(ground, { vsix: join(repository, 'dist/mcptt-user-profile.vsix'), trusted: true });
    return { deployment, workspace, editorUrl, editorFolder: ground.path('editor'), close: () => ground.close() };
  });
}
