import type { ExpandedName } from '../syntax/namespaces';

/** An identity constraint of an element declaration (part 1, 3.11), as plain data. */
export interface IdentityConstraint {
  /** `unique`: no two alike; `key`: the same, and all of them present; `keyref`: each is one of a key's. */
  readonly kind: 'unique' | 'key' | 'keyref';
  readonly name: ExpandedName;
  /** Which elements it is about, seen from the declared one: alternatives. */
  readonly selector: readonly IdentityPath[];
  /** What must not be the same, seen from a selected element: a list of alternatives for each field. */
  readonly fields: readonly (readonly IdentityPath[])[];
  /** For `keyref`: the key or unique that must have the value. */
  readonly refer?: ExpandedName;
}

/** A path of the subset of XPath that selectors and fields are written in (part 1, 3.11.6); `.` steps are gone. */
export interface IdentityPath {
  /** True where it begins at any depth (`.//`). */
  readonly anywhere: boolean;
  /** From element to child element. */
  readonly steps: readonly NameTest[];
  /** For a field that ends at an attribute. */
  readonly attribute?: NameTest;
}

/** `*` for any name, `{namespace}*` for any of a namespace, else one expanded name. */
export type NameTest = string;

/** Whether a name test takes a name. */
export function takesName(test: NameTest, name: ExpandedName): boolean {
  if (test === '*' || test === name) return true;
  return test.endsWith('}*') && name.startsWith(test.slice(0, -1));
}
