/**
 * What of XML Schema is supported: for each of its elements the attributes and the child elements. Whatever a schema
 * holds beyond this table is refused, so that nothing is ignored in silence. `id` and foreign attributes mean nothing
 * to a validator and may stand everywhere; so may `annotation`.
 */
export interface SupportedElement {
  readonly attributes: readonly string[];
  readonly children: readonly string[];
}

const OCCURRENCE = ['minOccurs', 'maxOccurs'];
const PARTICLES = ['element', 'group', 'choice', 'sequence', 'any'];
const MODEL_GROUPS = ['group', 'choice', 'sequence'];
const ATTRIBUTES = ['attribute', 'attributeGroup', 'anyAttribute'];
const CONSTRAINTS = ['unique', 'key', 'keyref'];
const FACETS = [
  'enumeration', 'pattern', 'length', 'minLength', 'maxLength', 'minInclusive', 'maxInclusive', 'minExclusive', 'maxExclusive',
  'totalDigits', 'fractionDigits', 'whiteSpace',
];
const FACET: SupportedElement = { attributes: ['value', 'fixed'], children: [] };

export const VOCABULARY: Readonly<Record<string, SupportedElement>> = {
  schema: {
    attributes: ['targetNamespace', 'elementFormDefault', 'attributeFormDefault', 'version'],
    children: ['include', 'import', 'element', 'attribute', 'complexType', 'simpleType', 'group', 'attributeGroup'],
  },
  include: { attributes: ['schemaLocation'], children: [] },
  import: { attributes: ['namespace', 'schemaLocation'], children: [] },
  element: { attributes: ['name', 'ref', 'type', 'form', 'nillable', 'abstract', ...OCCURRENCE], children: ['complexType', 'simpleType', ...CONSTRAINTS] },
  attribute: { attributes: ['name', 'ref', 'type', 'form', 'use', 'default', 'fixed'], children: ['simpleType'] },
  complexType: { attributes: ['name', 'mixed', 'abstract'], children: ['simpleContent', 'complexContent', ...MODEL_GROUPS, ...ATTRIBUTES] },
  simpleContent: { attributes: [], children: ['extension', 'restriction'] },
  complexContent: { attributes: ['mixed'], children: ['extension', 'restriction'] },
  extension: { attributes: ['base'], children: [...MODEL_GROUPS, ...ATTRIBUTES] },
  restriction: { attributes: ['base'], children: ['simpleType', ...FACETS, ...MODEL_GROUPS, ...ATTRIBUTES] },
  simpleType: { attributes: ['name'], children: ['restriction', 'list', 'union'] },
  list: { attributes: ['itemType'], children: ['simpleType'] },
  union: { attributes: ['memberTypes'], children: ['simpleType'] },
  group: { attributes: ['name', 'ref', ...OCCURRENCE], children: ['choice', 'sequence'] },
  attributeGroup: { attributes: ['name', 'ref'], children: ATTRIBUTES },
  sequence: { attributes: OCCURRENCE, children: PARTICLES },
  choice: { attributes: OCCURRENCE, children: PARTICLES },
  any: { attributes: ['namespace', 'processContents', ...OCCURRENCE], children: [] },
  anyAttribute: { attributes: ['namespace', 'processContents'], children: [] },
  unique: { attributes: ['name'], children: ['selector', 'field'] },
  key: { attributes: ['name'], children: ['selector', 'field'] },
  keyref: { attributes: ['name', 'refer'], children: ['selector', 'field'] },
  selector: { attributes: ['xpath'], children: [] },
  field: { attributes: ['xpath'], children: [] },
  ...Object.fromEntries(FACETS.map((name) => [name, FACET])),
};

/** Attributes that are supported only where they say no. */
export const ONLY_FALSE: ReadonlySet<string> = new Set(['nillable', 'abstract']);

/** The facets, by local name. */
export const FACET_NAMES: ReadonlySet<string> = new Set(FACETS);
