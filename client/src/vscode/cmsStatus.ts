import { StatusBarAlignment, window, type StatusBarItem } from 'vscode';

/** An item of the status bar while the local CMS runs: it says so in words, and a click stops it. */
export interface CmsStatus {
  /** @param root where it runs; undefined: it does not */
  show(root: string | undefined): void;
  dispose(): void;
}

/** Makes the item when it is first needed. */
export function createCmsStatus(): CmsStatus {
  let item: StatusBarItem | undefined;
  return {
    show(root) {
      if (root === undefined) return item?.hide();
      item ??= window.createStatusBarItem('mcptt.cms', StatusBarAlignment.Left);
      item.name = 'MCPTT Local CMS';
      item.text = '$(server-process) CMS running';
      item.tooltip = `The local CMS is running at ${root}. Click to stop it.`;
      item.accessibilityInformation = { label: `Local CMS running at ${root}; press to stop it`, role: 'button' };
      item.command = 'mcptt.stopCms';
      item.show();
    },
    dispose: () => item?.dispose(),
  };
}
