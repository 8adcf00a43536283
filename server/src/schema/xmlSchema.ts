/** The namespace of XML Schema itself. */
export const XML_SCHEMA = 'http://www.w3.org/2001/XMLSchema';

/** The namespace of what a document says about its schema: `xsi:type`, `xsi:nil` and the places of schemas (part 1, 2.6). */
export const XML_SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
