import { EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, window, workspace, type Disposable, type TreeDataProvider } from 'vscode';
import type { CmsNode } from './cmsTree';
import { STATE_HINTS, STATE_ICONS } from './cmsTreeState';
import { placeUri } from './cmsFolderUri';

/** The view of a window. Nothing is asked of a CMS before somebody opens it. */
export interface CmsTreeView extends Disposable {
  refresh(): void;
}

/** Registers the view. @param children what it shows below a node; asked for when somebody opens that */
export function createCmsTreeView(children: (node?: CmsNode) => Promise<CmsNode[]>): CmsTreeView {
  const changes = new EventEmitter<CmsNode | undefined>();
  const provider: TreeDataProvider<CmsNode> = { onDidChangeTreeData: changes.event, getChildren: children, getTreeItem: itemOf };
  const view = window.createTreeView('mcptt.cms', { treeDataProvider: provider, showCollapseAll: true });
  const settings = workspace.onDidChangeConfiguration((event) => {
    if (['mcptt.connections', 'mcptt.cms'].some((name) => event.affectsConfiguration(name))) changes.fire(undefined);
  });
  const trust = workspace.onDidGrantWorkspaceTrust(() => changes.fire(undefined));
  return {
    refresh: () => changes.fire(undefined),
    dispose() {
      for (const part of [settings, trust, view, changes]) part.dispose();
    },
  };
}

/** A node as the editor draws it; a screen reader gets the same words. */
export function itemOf(node: CmsNode): TreeItem {
  const item = new TreeItem(labelOf(node), node.kind === 'connection' || node.kind === 'user' ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None);
  item.contextValue = node.kind;
  if (node.kind === 'connection') return Object.assign(item, { description: node.description, iconPath: new ThemeIcon('server'), tooltip: node.description });
  if (node.kind === 'user') return Object.assign(item, { iconPath: new ThemeIcon('account') });
  if (node.kind !== 'document') {
    const command = node.signIn === undefined ? {} : { command: { command: 'mcptt.cmsSignIn', title: 'Sign In', arguments: [node] } };
    return Object.assign(item, { iconPath: new ThemeIcon(node.kind === 'problem' ? 'error' : 'info'), tooltip: node.label, ...command });
  }
  const words = node.note ?? node.state;
  return Object.assign(item, {
    // With a local file beside it, there is something to compare with.
    contextValue: node.local === undefined ? 'document' : 'documentWithFile',
    description: words,
    iconPath: new ThemeIcon(STATE_ICONS[node.state]),
    tooltip: `${node.place.document}: ${words}. ${STATE_HINTS[node.state]}${node.local === undefined ? '' : `\n${Uri.parse(node.local.uri, true).fsPath}`}`,
    accessibilityInformation: { label: `${node.place.document}, ${words}` },
    command: { command: 'mcptt.cmsOpen', title: 'Open', arguments: [node] },
    id: placeUri(node.place).toString(),
  });
}

function labelOf(node: CmsNode): string {
  if (node.kind === 'user') return node.xui;
  return node.kind === 'document' ? node.place.document : node.label;
}
