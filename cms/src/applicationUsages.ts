import { PROFILE_AUID } from '../../xcap/src/address';
import { PROFILE_MEDIA_TYPE } from '../../xcap/src/mediaTypes';

/** An XCAP application usage (RFC 4825 5): its documents and their media type. */
export interface ApplicationUsage {
  readonly auid: string;
  readonly mediaType: string;
}

/** The documents that this CMS keeps, one row each. */
export const APPLICATION_USAGES: readonly ApplicationUsage[] = [{ auid: PROFILE_AUID, mediaType: PROFILE_MEDIA_TYPE }];
