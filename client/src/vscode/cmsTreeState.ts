/** How a document on a CMS and a local file stand to each other. */
export type DocumentState = 'in step' | 'changed here' | 'changed there' | 'changed on both sides' | 'only there' | 'not known';

/** A text by its digest and, on a CMS, by its entity tag. */
export interface StateFacts {
  /** Of the local file's text; absent where there is no such file. */
  readonly localDigest?: string;
  /** What the CMS says without being asked for the document. */
  readonly listedTag?: string;
  /** The version that both had the last time. */
  readonly common?: { readonly entityTag?: string; readonly digest?: string };
  /** Where the text of that version is kept: whether each side still means the same as it. */
  readonly asCommon?: { readonly here: boolean; readonly there?: boolean };
  /** What the CMS serves, where it was read. */
  readonly there?: { readonly entityTag?: string; readonly same: boolean };
}

/**
 * The state by what is known. `read` is the answer where the document on the CMS has to be looked at first: its tag is
 * not the one that is remembered, or none is.
 */
export function documentState({ localDigest, listedTag, common, asCommon, there }: StateFacts): DocumentState | 'read' {
  if (localDigest === undefined) return 'only there';
  if (there?.same) return 'in step';
  const tag = there?.entityTag ?? listedTag;
  const sameThere = (tag !== undefined && common?.entityTag === tag) || asCommon?.there === true;
  const sameHere = common?.digest === localDigest || asCommon?.here === true;
  const textKnown = common?.digest !== undefined || asCommon !== undefined;
  if (sameThere && sameHere && there === undefined) return 'in step';
  if (sameThere && textKnown && !sameHere) return 'changed here';
  if (there === undefined) return 'read';
  if (common === undefined) return 'not known';
  // A version that was published is remembered by its tag alone where its text is too long to keep.
  if (sameThere) return 'changed here';
  if (!textKnown) return 'not known';
  return sameHere ? 'changed there' : 'changed on both sides';
}

/** An icon of the editor for each state; the words beside it say the same, so that colour carries nothing alone. */
export const STATE_ICONS: Readonly<Record<DocumentState, string>> = {
  'in step': 'check', 'changed here': 'arrow-up', 'changed there': 'arrow-down', 'changed on both sides': 'warning', 'only there': 'cloud', 'not known': 'question',
};

/** What a state means and what to do, for a tooltip. */
export const STATE_HINTS: Readonly<Record<DocumentState, string>> = {
  'in step': 'The local file and the document on the CMS mean the same.',
  'changed here': 'The local file was changed since both were the same: publish it.',
  'changed there': 'The document on the CMS was changed since both were the same: compare, then download it.',
  'changed on both sides': 'Both were changed since they were the same: compare them.',
  'only there': 'No file of the workspace was published there or has this name: download it.',
  'not known': 'The two differ, and it is not known which is newer: compare them.',
};
