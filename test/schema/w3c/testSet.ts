import { childElements, type PlacedElement, rootElement } from '../../../server/src/syntax/cursor';
import { localName } from '../../../server/src/syntax/namespaces';
import { parse } from '../../../server/src/syntax/parse';
import { attributeValue } from '../../../server/src/syntax/text';

/** One test of the suite: a schema, or a document by the schema of its group. */
export interface SuiteTest {
  readonly name: string;
  readonly kind: 'schema' | 'instance';
  /** Paths as the test set writes them, relative to it. */
  readonly documents: readonly string[];
  /** What XML Schema 1.0 makes of it. */
  readonly expected: string;
  /** `accepted`, `stable`, `queried`, `disputed-test`, `disputed-spec`, … */
  readonly status: string;
}

/** A schema with the documents that are checked by it. */
export interface TestGroup {
  readonly name: string;
  readonly tests: readonly SuiteTest[];
}

/** The test sets that the suite's index names, relative to it. */
export function readSuite(text: string): string[] {
  return new Reading(text).all('testSetRef').map(({ attribute }) => attribute('href'));
}

/** The groups of a test set, without what is for another version of the language. */
export function readTestSet(text: string): TestGroup[] {
  const set = new Reading(text);
  if (!isForUs(set.root.attribute('version'))) return [];
  return set.root.children('testGroup').filter((group) => isForUs(group.attribute('version'))).map((group) => ({
    name: group.attribute('name'),
    tests: group.children('schemaTest', 'instanceTest').filter((test) => isForUs(test.attribute('version'))).map((test) => ({
      name: test.attribute('name'),
      kind: test.name === 'schemaTest' ? 'schema' : 'instance',
      documents: test.children('schemaDocument', 'instanceDocument').map((document) => document.attribute('href')),
      expected: test.children('expected').find((each) => isForUs(each.attribute('version')))?.attribute('validity') ?? 'unstated',
      status: test.children('current')[0]?.attribute('status') ?? 'accepted',
    })),
  }));
}

function isForUs(version: string): boolean {
  return version === '' || version.split(' ').includes('1.0');
}

interface Piece {
  readonly name: string;
  /** Empty where it is absent; by its local name. */
  attribute(name: string): string;
  children(...names: string[]): Piece[];
}

class Reading {
  readonly root: Piece;

  constructor(private readonly text: string) {
    this.root = this.piece(rootElement(parse(text))!);
  }

  all(name: string): Piece[] {
    return this.root.children(name);
  }

  private piece(element: PlacedElement): Piece {
    return {
      name: localName(element.node.name),
      attribute: (name) => {
        const found = element.node.attributes.find((each) => localName(each.name) === name);
        return found ? attributeValue(found, element.start, this.text) : '';
      },
      children: (...names) => childElements(element).filter(({ node }) => names.includes(localName(node.name))).map((child) => this.piece(child)),
    };
  }
}
