import { childElements, type PlacedElement, placedChildren, type PlacedNode } from '../syntax/cursor';
import { expandedName, localName, type Scope } from '../syntax/namespaces';
import { attributeValue, cdataText, decodeReferences } from '../syntax/text';
import { XML_SCHEMA } from './xmlSchema';

/** More than this is no sentence for a hover; it is cut at a word. UTF-16 code units. */
const LONGEST = 1_000;
/** Of one documentation element no more than this is read. */
const MOST_READ = 16 * LONGEST;

const ANNOTATION = expandedName(XML_SCHEMA, 'annotation');
const DOCUMENTATION = expandedName(XML_SCHEMA, 'documentation');

interface Note {
  /** In lower case, as its `xml:lang` or that of what is around it says; empty where nothing does. */
  readonly language: string;
  readonly text: string;
}

/**
 * What the annotation of an element of a schema says to people (part 1, 3.13), as plain text on one line; undefined where
 * that is nothing. Of several languages one is taken: the wanted one, else what names none, else English, else the first.
 * @param scope the bindings inside the element
 * @param language a language tag, such as `de` or `pt-BR`
 */
export function documentationOf(element: PlacedElement, scope: Scope, text: string, language = ''): string | undefined {
  const notes = namedChildren(element, scope, text, ANNOTATION).flatMap(({ child, inside }) => namedChildren(child, inside, text, DOCUMENTATION)).flatMap(({ child }): Note[] => {
    const said = plainText(child, text);
    return said === '' ? [] : [{ language: languageOf(child, text), text: said }];
  });
  const wanted = language.toLowerCase();
  const [best] = [...notes].sort((a, b) => distance(a.language, wanted) - distance(b.language, wanted));
  return best && shortened(notes.filter((note) => note.language === best.language).map((note) => note.text).join(' '));
}

function namedChildren(element: PlacedElement, scope: Scope, text: string, name: string): { readonly child: PlacedElement; readonly inside: Scope }[] {
  return childElements(element).flatMap((child) => {
    // A glance first: most children of a schema's elements are not annotations.
    if (!name.endsWith(localName(child.node.name))) return [];
    const inside = scope.enter(child.node, child.start, text);
    return inside.elementName(child.node.name) === name ? [{ child, inside }] : [];
  });
}

/** How far a language is from the wanted one. */
function distance(language: string, wanted: string): number {
  if (language === wanted && wanted !== '') return 0;
  if (language !== '' && primary(language) === primary(wanted)) return 1;
  return language === '' ? 2 : primary(language) === 'en' ? 3 : 4;
}

function primary(language: string): string {
  return language.split(/[-_]/, 1)[0]!;
}

/** `xml:lang` holds for everything inside (XML 1.0 2.12). */
function languageOf(element: PlacedElement, text: string): string {
  for (let at: PlacedElement | undefined = element; at; at = at.parent) {
    const attribute = at.node.attributes.find(({ name }) => name === 'xml:lang');
    if (attribute) return attributeValue(attribute, at.start, text).trim().toLowerCase();
  }
  return '';
}

/** Elements of HTML that stand inside a word or a sentence; any other begins something new. */
const INLINE: ReadonlySet<string> = new Set(['a', 'abbr', 'b', 'cite', 'code', 'dfn', 'em', 'i', 'kbd', 'q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'tt', 'u', 'var']);

/** The text in an element, its markup left out, white space collapsed. Iterative, whatever the nesting. */
function plainText(element: PlacedElement, text: string): string {
  const parts: string[] = [];
  let length = 0;
  const pending: (PlacedNode | string)[] = placedChildren(element).reverse();
  for (let next = pending.pop(); next !== undefined && length < MOST_READ; next = pending.pop()) {
    if (typeof next !== 'string' && next.node.kind === 'element') {
      const border = INLINE.has(localName(next.node.name).toLowerCase()) ? '' : ' ';
      pending.push(border, ...placedChildren(next as PlacedElement).reverse(), border);
      continue;
    }
    const part = typeof next === 'string' ? next : characters(next, text);
    parts.push(part);
    length += part.length;
  }
  return parts.join('').replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function characters({ node, start }: PlacedNode, text: string): string {
  const end = Math.min(start + node.length, start + MOST_READ);
  if (node.kind === 'cdata') return cdataText(start, end, text);
  return node.kind === 'text' ? decodeReferences(text.slice(start, end)) : '';
}

function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.lastIndexOf(' ', LONGEST);
  // A text without spaces is cut between two characters, not inside one.
  return `${text.slice(0, cut > LONGEST / 2 ? cut : LONGEST).replace(/[\ud800-\udbff]$/, '')}…`;
}
