/**
 * What an element of XML Schema may have. Whatever else a schema holds is reported, so that nothing is ignored in
 * silence. `id` and foreign attributes mean nothing to a validator and may stand everywhere; so may `annotation`.
 */
export interface SchemaVocabulary {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

const OCCURRENCE = ['minOccurs', 'maxOccurs'];
const PARTICLES = ['element', 'group', 'choice', 'sequence', 'any'];
const MODEL_GROUPS = ['group', 'choice', 'sequence', 'all'];
const ATTRIBUTES = ['attribute', 'attributeGroup', 'anyAttribute'];
const IDENTITY = ['unique', 'key', 'keyref'];
const FACETS = [
  'enumeration', 'pattern', 'length', 'minLength', 'maxLength', 'minInclusive', 'maxInclusive', 'minExclusive', 'maxExclusive',
  'totalDigits', 'fractionDigits', 'whiteSpace',
];
const FACET: SchemaVocabulary = { attributes: ['value', 'fixed'], children: [] };
const CONSTRAINT: SchemaVocabulary = { attributes: ['name', 'refer'], children: ['selector', 'field'] };
const PATH: SchemaVocabulary = { attributes: ['xpath'], children: [] };

/** The elements of XML Schema, wherever they stand. */
export const VOCABULARY: Readonly<Record<string, SchemaVocabulary>> = {
  schema: {
    attributes: ['targetNamespace', 'elementFormDefault', 'attributeFormDefault', 'blockDefault', 'finalDefault', 'version'],
    children: ['include', 'import', 'redefine', 'element', 'attribute', 'complexType', 'simpleType', 'group', 'attributeGroup', 'notation'],
  },
  include: { attributes: ['schemaLocation'], children: [] },
  import: { attributes: ['namespace', 'schemaLocation'], children: [] },
  redefine: { attributes: ['schemaLocation'], children: ['complexType', 'simpleType', 'group', 'attributeGroup'] },
  notation: { attributes: ['name', 'public', 'system'], children: [] },
  element: {
    attributes: ['name', 'ref', 'type', 'form', 'nillable', 'abstract', 'default', 'fixed', 'substitutionGroup', 'block', 'final', ...OCCURRENCE],
    children: ['complexType', 'simpleType', ...IDENTITY],
  },
  attribute: { attributes: ['name', 'ref', 'type', 'form', 'use', 'default', 'fixed'], children: ['simpleType'] },
  complexType: { attributes: ['name', 'mixed', 'abstract', 'block', 'final'], children: ['simpleContent', 'complexContent', ...MODEL_GROUPS, ...ATTRIBUTES] },
  simpleContent: { attributes: [], children: ['extension', 'restriction'] },
  complexContent: { attributes: ['mixed'], children: ['extension', 'restriction'] },
  extension: { attributes: ['base'], children: [...MODEL_GROUPS, ...ATTRIBUTES] },
  restriction: { attributes: ['base'], children: ['simpleType', ...FACETS, ...MODEL_GROUPS, ...ATTRIBUTES] },
  simpleType: { attributes: ['name', 'final'], children: ['restriction', 'list', 'union'] },
  list: { attributes: ['itemType'], children: ['simpleType'] },
  union: { attributes: ['memberTypes'], children: ['simpleType'] },
  group: { attributes: ['name', 'ref', ...OCCURRENCE], children: ['all', 'choice', 'sequence'] },
  attributeGroup: { attributes: ['name', 'ref'], children: ATTRIBUTES },
  all: { attributes: OCCURRENCE, children: ['element'] },
  sequence: { attributes: OCCURRENCE, children: PARTICLES },
  choice: { attributes: OCCURRENCE, children: PARTICLES },
  any: { attributes: ['namespace', 'processContents', ...OCCURRENCE], children: [] },
  anyAttribute: { attributes: ['namespace', 'processContents'], children: [] },
  unique: CONSTRAINT,
  key: CONSTRAINT,
  keyref: CONSTRAINT,
  selector: PATH,
  field: PATH,
  annotation: { attributes: [], children: ['appinfo', 'documentation'] },
  appinfo: { attributes: ['source'], children: [] },
  documentation: { attributes: ['source'], children: [] },
  ...Object.fromEntries(FACETS.map((name) => [name, FACET])),
};

/** Of some, what they may have at the top of a schema, and what inside of others. */
const AT_THE_TOP: Readonly<Record<string, SchemaVocabulary>> = {
  attribute: { attributes: ['name', 'type', 'default', 'fixed'], children: ['simpleType'] },
  group: { attributes: ['name'], children: ['all', 'choice', 'sequence'] },
  attributeGroup: { attributes: ['name'], children: ATTRIBUTES },
};
const INSIDE: Readonly<Record<string, SchemaVocabulary>> = {
  complexType: { ...VOCABULARY['complexType']!, attributes: ['mixed'] },
  simpleType: { ...VOCABULARY['simpleType']!, attributes: [] },
  group: { attributes: ['ref', ...OCCURRENCE], children: [] },
  attributeGroup: { attributes: ['ref'], children: [] },
};
/** The same by the element around them. */
const INSIDE_OF: Readonly<Record<string, Readonly<Record<string, SchemaVocabulary>>>> = {
  group: Object.fromEntries(['all', 'choice', 'sequence'].map((name) => [name, { ...VOCABULARY[name]!, attributes: [] }])),
  simpleType: { restriction: { attributes: ['base'], children: ['simpleType', ...FACETS] } },
  simpleContent: {
    restriction: { attributes: ['base'], children: ['simpleType', ...FACETS, ...ATTRIBUTES] },
    extension: { attributes: ['base'], children: ATTRIBUTES },
  },
  complexContent: { restriction: { attributes: ['base'], children: [...MODEL_GROUPS, ...ATTRIBUTES] } },
};

/** What an element may have where it stands. @param around the name of its parent; undefined for the root */
export function vocabularyOf(name: string, around: string | undefined): SchemaVocabulary | undefined {
  const isAtTheTop = around === 'schema' || around === 'redefine';
  return INSIDE_OF[around ?? '']?.[name] ?? (isAtTheTop ? AT_THE_TOP : INSIDE)[name] ?? VOCABULARY[name];
}

/** The facets, by local name. */
export const FACET_NAMES: ReadonlySet<string> = new Set(FACETS);
