/**
 * How sure a statement about the document is: `schema`, it is in the published schema; `stated`, the specification says
 * so; `recalled`, from memory: never more than information, and worded with care.
 */
export type Sureness = 'schema' | 'stated' | 'recalled';

/** The releases whose additions this project names. */
export type Release = 'Rel-13' | 'Rel-14' | 'Rel-15' | 'Rel-16' | 'Rel-17' | 'Rel-18';
