import type { PlacedElement } from '../syntax/cursor';
import { placedChildren } from '../syntax/cursor';
import { localName, Scope, splitExpandedName } from '../syntax/namespaces';
import { attributeValue, decodeReferences } from '../syntax/text';
import { NCNAME } from './characterClasses';
import { nearestName } from './nearestName';
import { misspeltAttribute } from './schemaElement';
import type { SchemaProblems } from './schemaError';
import { FACET_NAMES, VOCABULARY, vocabularyOf } from './vocabulary';
import { XML_SCHEMA } from './xmlSchema';

/** Elements that may stand at one place in the order of another's children, and how many of them. */
interface Slot {
  readonly names: readonly string[];
  readonly most: number;
  /** Nothing may stand after them. */
  readonly last?: true;
}

const slot = (names: string, most = Infinity): Slot => ({ names: names.split(' '), most });
const ANNOTATION = slot('annotation', 1);
const TYPES = 'simpleType complexType group attributeGroup';
const MODEL = slot('group all choice sequence', 1);
const ATTRIBUTES = [slot('attribute attributeGroup'), slot('anyAttribute', 1)];
const DERIVATION = slot('restriction extension', 1);
const PARTICLES = slot('element group choice sequence any');

/** The order of the children of each element of a schema (part 1, the XML representation of each component); in those left out an annotation comes first. */
const ORDER: Readonly<Record<string, readonly Slot[]>> = {
  schema: [slot('include import redefine annotation'), slot(`${TYPES} element attribute notation annotation`)],
  redefine: [slot(`annotation ${TYPES}`)],
  element: [ANNOTATION, slot('simpleType complexType', 1), slot('unique key keyref')],
  attribute: [ANNOTATION, slot('simpleType', 1)],
  complexType: [ANNOTATION, { ...slot('simpleContent complexContent', 1), last: true }, MODEL, ...ATTRIBUTES],
  simpleContent: [ANNOTATION, DERIVATION],
  complexContent: [ANNOTATION, DERIVATION],
  extension: [ANNOTATION, MODEL, ...ATTRIBUTES],
  restriction: [ANNOTATION, slot('simpleType', 1), slot([...FACET_NAMES].join(' ')), MODEL, ...ATTRIBUTES],
  simpleType: [ANNOTATION, slot('restriction list union', 1)],
  list: [ANNOTATION, slot('simpleType', 1)],
  union: [ANNOTATION, slot('simpleType')],
  group: [ANNOTATION, slot('all choice sequence', 1)],
  attributeGroup: [ANNOTATION, ...ATTRIBUTES],
  all: [ANNOTATION, slot('element')],
  sequence: [ANNOTATION, PARTICLES],
  choice: [ANNOTATION, PARTICLES],
  ...Object.fromEntries(['unique', 'key', 'keyref'].map((name) => [name, [ANNOTATION, slot('selector field')]])),
  annotation: [slot('appinfo documentation')],
};
/** What stands in these is for readers and programs, not for a validator. */
const OPEN = ['appinfo', 'documentation'];

/** An element of a schema with the bindings around it, and the name of its parent. */
interface Visit {
  readonly element: PlacedElement;
  readonly around: Scope;
  readonly parent?: string;
}

/**
 * Reports what cannot stand where it does in a schema document, what stands in a wrong order or too often, text between
 * its elements, and `id`s that are no names or not unique. Iterative, whatever the nesting.
 */
export function checkStructure(root: PlacedElement, text: string, location: string, problems: SchemaProblems): void {
  const report = (message: string, start: number, end: number): void => problems.add({ location, code: 'invalid-schema', severity: 'error', message, start, end });
  const ids = new Set<string>();
  const pending: Visit[] = [{ element: root, around: Scope.root }];
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const { element, around, parent } = visit;
    const { node, start } = element;
    const scope = around.enter(node, start, text);
    const name = localName(node.name);
    const vocabulary = vocabularyOf(name, parent);
    for (const attribute of node.attributes) {
      const from = start + attribute.nameOffset;
      if (attribute.name.includes(':') && splitExpandedName(scope.attributeName(attribute.name) ?? '')[0] === XML_SCHEMA) report(`the attributes of XML Schema have no prefix; write '${localName(attribute.name)}'`, from, from + attribute.name.length);
      if (attribute.name !== 'id') {
        const isKnown = attribute.name.includes(':') || attribute.name === 'xmlns' || vocabulary?.attributes.includes(attribute.name);
        const elsewhere = VOCABULARY[name]?.attributes.includes(attribute.name);
        const near = elsewhere ? undefined : nearestName(attribute.name, vocabulary?.attributes ?? []);
        if (!isKnown) report(near !== undefined ? misspeltAttribute(attribute.name, name, near) : `'${attribute.name}' cannot stand on '${name}'${elsewhere ? ' here' : ''}`, from, from + attribute.name.length);
        continue;
      }
      const id = attributeValue(attribute, start, text).trim();
      if (!NCNAME.test(id) || ids.has(id)) report(NCNAME.test(id) ? `'${id}' is an id twice in this document; an id must be unique` : `'${id}' is not an id; use letters, digits, '.', '-' and '_', and begin with a letter or '_'`, from, from + attribute.name.length);
      ids.add(id);
    }
    if (OPEN.includes(name)) continue;
    const children: PlacedElement[] = [];
    for (const child of placedChildren(element)) {
      const end = child.start + child.node.length;
      if (child.node.kind === 'element') children.push({ node: child.node, start: child.start, parent: element });
      else if (child.node.kind === 'cdata' || (child.node.kind === 'text' && decodeReferences(text.slice(child.start, end)).trim() !== '')) report(`text cannot stand in '${name}'; remove it`, child.start, end);
    }
    const known = children.filter((child) => {
      const childName = localName(child.node.name);
      const isOfSchema = splitExpandedName(scope.enter(child.node, child.start, text).elementName(child.node.name) ?? '')[0] === XML_SCHEMA;
      if (isOfSchema && (vocabulary?.children.includes(childName) || (childName === 'annotation' && name !== 'annotation'))) return true;
      const elsewhere = isOfSchema && parent !== undefined && VOCABULARY[name]?.children.includes(childName);
      const prefix = scope.prefixFor(XML_SCHEMA) ?? '';
      const near = isOfSchema && !vocabulary?.children.includes(childName) && !elsewhere ? meant(childName, vocabulary?.children ?? [], prefix === '' ? '' : `${prefix}:`) : '';
      report(`'${child.node.name}' cannot stand in '${name}'${elsewhere ? ` of '${parent}'` : near}`, child.start + 1, child.start + 1 + child.node.name.length);
      return false;
    });
    const slots = ORDER[name] ?? [ANNOTATION];
    const misplaced = firstMisplaced(slots, known.map((child) => localName(child.node.name)));
    if (misplaced !== undefined) {
      const child = known[misplaced]!;
      report(`'${child.node.name}' cannot stand here: '${name}' takes ${inWords(slots)}`, child.start + 1, child.start + 1 + child.node.name.length);
    }
    for (const child of known.reverse()) pending.push({ element: child, around: scope, parent: name });
  }
}

/** The name that is meant, for the end of a message. */
function meant(name: string, known: readonly string[], prefix: string): string {
  const near = nearestName(name, known);
  return near === undefined ? '' : `; did you mean '${prefix}${near}'?`;
}

/** The first of some children that is out of order or too many; names that the element does not know are somebody else's business. */
function firstMisplaced(slots: readonly Slot[], names: readonly string[]): number | undefined {
  let at = 0;
  let count = 0;
  for (const [index, name] of names.entries()) {
    if (!slots.some((each) => each.names.includes(name))) continue;
    if (slots[at]!.names.includes(name) && count < slots[at]!.most) {
      count++;
      continue;
    }
    const next = count > 0 && slots[at]!.last ? -1 : slots.findIndex((each, place) => place > at && each.names.includes(name));
    if (next < 0) return index;
    [at, count] = [next, 1];
  }
  return undefined;
}

function inWords(slots: readonly Slot[]): string {
  return slots.map(({ names, most }) => `${most === 1 ? 'one' : 'any'} of ${names.length > 4 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ')}`).join(', then ').replaceAll('one of annotation', 'an annotation');
}
