import { createLanguageService } from '../../server/src/service';
import { PROFILE_AUID } from '../../xcap/src/address';
import { PROFILE_MEDIA_TYPE } from '../../xcap/src/mediaTypes';
import type { PlaceForChild } from '../../xcap/src/partialEdit';
import type { Validate } from './validation';

/** Where the documents of an application live: below a user, or once for all below the root (RFC 4825 6.2). */
export type Tree = 'users' | 'global';

/** An XCAP application usage (RFC 4825 5): what a CMS must know to keep its documents. */
export interface ApplicationUsage {
  readonly auid: string;
  readonly mediaType: string;
  /** That of an element's name without a prefix in a node selector (5.2). */
  readonly defaultNamespace: string;
  /** Further namespaces that its documents may use and the CMS understands, for xcap-caps. */
  readonly otherNamespaces: readonly string[];
  readonly trees: readonly Tree[];
  /** Checks a whole document (5.3). */
  readonly validate: Validate;
  /** Where a new child element goes by the schema. */
  readonly placeFor: PlaceForChild;
  /**
   * Attribute that numbers the elements of the default namespace, where one does. Two of a number beside each other
   * refuse no whole document; a part that would take the number of another is refused, with a way out.
   */
  readonly numberedBy?: string;
}

const profiles = createLanguageService();

/** The documents that this CMS keeps, one row each. @param validate checks a user profile */
export function applicationUsages(validate: Validate): readonly ApplicationUsage[] {
  return [
    {
      auid: PROFILE_AUID,
      mediaType: PROFILE_MEDIA_TYPE,
      defaultNamespace: 'urn:3gpp:mcptt:user-profile:1.0',
      otherNamespaces: ['urn:ietf:params:xml:ns:common-policy'],
      trees: ['users'],
      validate,
      placeFor: profiles.placeForChild,
      numberedBy: 'index',
    },
  ];
}
