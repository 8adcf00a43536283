/** The namespace of the attributes by which a document speaks about its schema: `type`, `nil`, … (part 1, 2.6). */
export const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
