import type { DeliveryParts, Parcel } from './publishDelivery';

/** What somebody else has made of a document in the meantime. */
export interface Rival {
  /** What both versions began with. */
  readonly base: string;
  readonly theirs: string;
  /** Of their version. */
  readonly entityTag: string;
}

/**
 * Lets the person make one document of theirs and ours. The document in the editor is not touched, and nothing is sent,
 * before they say so for the text that they have merged. @returns false where the editor has no merge editor
 */
export async function openMerge({ base, theirs, entityTag }: Rival, { document, target }: Parcel, parts: DeliveryParts): Promise<boolean> {
  const { ui } = parts;
  const name = target.address.document;
  const ours = document.text();

  const takeOver = async (merged: string): Promise<void> => {
    const now = document.text();
    if (now !== ours && now !== merged) {
      const consent = await ui.ask({
        severity: 'warning',
        message: `${name} was changed in the editor since the merge began. Put the merged text in its place?`,
        choices: ['Use Merged Text'],
      });
      if (consent === undefined) return;
    }
    if (now === merged || await ui.replaceText(document.uri, merged)) return parts.publishMerged(entityTag, theirs);
    ui.report({ severity: 'error', message: `The merged text could not be put into ${name}: open the document, make it writable, and complete the merge again.` });
  };

  const opened = await ui.merge({
    name, base, ours, theirs,
    saved: (merged) => ui.report({
      severity: 'information',
      message: `The merge of ${name} is saved. Put it into your document and publish that in place of the CMS's version?`,
      actions: [{ label: 'Publish Merged', run: () => takeOver(merged) }],
    }),
  });
  if (opened) ui.report({ severity: 'information', message: `Merge the CMS's ${name} with yours, then complete the merge with the check mark above it: until then your document stays as it is, and nothing is sent.` });
  return opened;
}
