import { childElements, type PlacedElement, rootElement } from '../../server/src/syntax/cursor';
import { localName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { attributeValue } from '../../server/src/syntax/text';

/** What the variants of a document are made of: the words of its schema. Names are as they are written in a document. */
export interface Vocabulary {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  /** Names of types, for xsi:type. */
  readonly types: readonly string[];
  readonly values: readonly string[];
  /** How often something may be said to stand: each bound of the schema, and one more and one less. */
  readonly occurrences: readonly number[];
  /** Prefixes of the target namespaces, as the schema binds them. */
  readonly namespaces: Readonly<Record<string, string>>;
}

/** More turns than this are another test's business. */
const MOST_OCCURRENCES = 1300;
const ELSEWHERE = ['http://www.w3.org/2001/XMLSchema', 'http://www.w3.org/XML/1998/namespace'];

/** The words of the documents of a schema set. */
export function vocabularyOf(schemas: readonly string[]): Vocabulary {
  const found = { elements: new Set(['o:foreign']), attributes: new Set(['xsi:nil', 'xsi:type', 'xsi:schemaLocation']), types: new Set(['xs:int', 'xs:token', 'xs:anyType', 'unknown']), values: new Set(['', '1', 'true', 'x']) };
  const bounds = new Set([0, 1]);
  const namespaces: Record<string, string> = {};
  for (const text of schemas) {
    const pending = [rootElement(parse(text))!];
    const root = attributesOf(pending[0]!, text);
    const target = root.get('targetNamespace');
    const bound = [...root].find(([name, value]) => name.startsWith('xmlns:') && value === target && !ELSEWHERE.includes(value));
    const prefix = target === 'http://www.w3.org/XML/1998/namespace' ? 'xml:' : bound ? `${localName(bound[0])}:` : '';
    if (bound) namespaces[localName(bound[0])] = bound[1];
    for (let at = pending.pop(); at; at = pending.pop()) {
      pending.push(...childElements(at));
      const attributes = attributesOf(at, text);
      const kind = localName(at.node.name);
      const name = attributes.get('name');
      const words = kind === 'element' ? found.elements : kind === 'attribute' ? found.attributes : kind.endsWith('Type') ? found.types : undefined;
      if (name !== undefined && words) for (const each of [name, `${prefix}${name}`]) words.add(each);
      for (const value of [attributes.get('value'), attributes.get('default'), attributes.get('fixed')]) if (value !== undefined) found.values.add(value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
      for (const each of [attributes.get('minOccurs'), attributes.get('maxOccurs')]) if (each !== undefined && Number(each) <= MOST_OCCURRENCES) bounds.add(Number(each));
    }
  }
  const occurrences = [...new Set([...bounds].flatMap((each) => [each - 1, each, each + 1]).filter((each) => each >= 0))];
  return { elements: [...found.elements], attributes: [...found.attributes], types: [...found.types], values: [...found.values], occurrences, namespaces };
}

function attributesOf({ node, start }: PlacedElement, text: string): Map<string, string> {
  return new Map(node.attributes.map((attribute) => [attribute.name, attributeValue(attribute, start, text)]));
}
