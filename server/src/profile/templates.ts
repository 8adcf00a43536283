import type { AttributeUse, ComplexType, Grammar } from '../schema/grammar';
import { type ExpandedName, splitExpandedName, XML_NAMESPACE } from '../syntax/namespaces';
import { authorisation } from './authorisations';
import { entryInfoChoices } from './entryInfo';
import { canonicalAttributeName, canonicalElementName, type CanonicalName } from './namespaces';
import { attributesRequiredOn } from './occurrences';
import type { CanonicalPath } from './path';
import { attributePlaceholder, contentPlaceholder, type Placeholder } from './placeholders';
import { requiredContent } from './requiredContent';
import { escapeXml, FirstValues, TabStops, type ValueWriter } from './snippetText';

export interface TemplateOptions {
  /** The prefix that the document binds to a namespace; '' for the default namespace. */
  readonly prefixOf: (namespace: string) => string;
  /** One level of indentation. */
  readonly indent: string;
  /** Values for attributes of the element itself, which it gets in any case, by canonical name: the next free index of its list, an id that is not taken. */
  readonly values?: Readonly<Record<CanonicalName, string>>;
  /** Values that the document offers for the text of an element at a path, such as the groups it names; empty for none. */
  readonly offered?: (path: CanonicalPath) => readonly string[];
}

/** A template gets no more elements than this: a schema may ask for a million. */
const MOST_ELEMENTS = 256;

/** Complete without content, though a vendor may put some in (RFC 4745 7.1). */
const USUALLY_EMPTY: ReadonlySet<CanonicalName> = new Set(['cp:one', 'cp:many']);

interface Draft {
  readonly grammar: Grammar;
  readonly options: TemplateOptions;
  readonly values: ValueWriter;
  /** Declarations around the element: a schema may be recursive, a template may not. */
  readonly around: readonly number[];
  readonly made: { elements: number };
}

/**
 * An element with its required attributes and its required content, in the editor's snippet notation: every value a tab
 * stop, booleans and enumerations as choices, lines separated by `\n`. The cursor ends after the element.
 * @param path canonical names down to the element that will hold it; empty for the document element
 * @param declarationIndex which element, in `grammar.elements`
 * @param followers elements that come behind it, because it cannot do without them
 */
export function elementTemplate(grammar: Grammar, path: CanonicalPath, declarationIndex: number, options: TemplateOptions, followers: readonly number[] = []): string {
  const draft: Draft = { grammar, options, values: new TabStops(), around: [], made: { elements: 0 } };
  return `${[declarationIndex, ...followers].flatMap((index) => lines(draft, path, index)).join('\n')}$0`;
}

/** The same for an element that the schema does not declare: an authorisation is a boolean, any other element is there to hold others. */
export function undeclaredTemplate(name: ExpandedName, options: TemplateOptions): string {
  const tabStops = new TabStops();
  const qualified = qualifiedName(name, options);
  if (authorisation(canonicalElementName(name))) return `<${qualified}>${tabStops.next({ choices: ['true', 'false'] })}</${qualified}>$0`;
  return `<${qualified}>\n${options.indent}${tabStops.empty()}\n</${qualified}>$0`;
}

/**
 * The same as plain text, a line each: every value is the one that a person would be offered first, and what holds nothing is one tag.
 */
export function elementLines(grammar: Grammar, path: CanonicalPath, declarationIndex: number, options: TemplateOptions): string[] {
  return lines({ grammar, options, values: new FirstValues(), around: [], made: { elements: 0 } }, path, declarationIndex);
}

function lines(draft: Draft, parentPath: CanonicalPath, index: number): string[] {
  const { grammar, options, values } = draft;
  const declaration = grammar.elements[index];
  if (!declaration) return [];
  const path = [...parentPath, canonicalElementName(declaration.name)];
  const name = qualifiedName(declaration.name, options);
  const type = declaration.complexType === undefined ? undefined : grammar.complexTypes[declaration.complexType];
  const start = `<${name}${parentPath.length === 0 ? namespaceDeclaration(declaration.name, options) : ''}${type ? attributes(draft, path, type) : ''}`;
  const simpleType = type ? type.simpleType : declaration.simpleType;
  if (simpleType !== undefined && type?.content !== 'mixed') {
    const choices = options.offered?.(path) ?? [];
    return [`${start}>${values.next(choices.length > 0 ? { choices } : contentPlaceholder(grammar, path, simpleType))}</${name}>`];
  }
  if (type?.content === 'empty' || USUALLY_EMPTY.has(canonicalElementName(declaration.name))) return [`${start}/>`];
  draft.made.elements++;
  const full = draft.around.includes(index) || draft.made.elements > MOST_ELEMENTS;
  const content = full || !type?.model ? [] : requiredContent(grammar, path, type.model);
  const inner = { ...draft, around: [...draft.around, index] };
  const children = content.flatMap((child) => lines(inner, path, child));
  const body = children.length > 0 ? children : [values.empty()];
  if (body[0] === '') return [`${start}/>`];
  return [`${start}>`, ...body.map((line) => options.indent + line), `</${name}>`];
}

function attributes(draft: Draft, path: CanonicalPath, type: ComplexType): string {
  const { grammar, options, values } = draft;
  const wanted = new Set<CanonicalName>(attributesRequiredOn(path).map((each) => each.attribute));
  // Without it nobody knows whether the target of an emergency is fixed.
  if (path.at(-1) === 'entry' && entryInfoChoices(path)) wanted.add('entry-info');
  if (draft.around.length === 0) for (const name of Object.keys(options.values ?? {})) wanted.add(name);
  return type.attributeUses.map((use) => {
    const declaration = grammar.attributes[use.attribute];
    if (!declaration) return '';
    const name = canonicalAttributeName(declaration.name);
    if (!use.required && !wanted.has(name)) return '';
    const own = draft.around.length === 0 ? options.values?.[name] : undefined;
    const value = own !== undefined ? { text: own } : valuePlaceholder(draft, path, use, name);
    return ` ${qualifiedAttribute(declaration.name, options)}="${values.next(value)}"`;
  }).join('');
}

function valuePlaceholder({ grammar }: Draft, path: CanonicalPath, use: AttributeUse, name: CanonicalName): Placeholder {
  const given = use.fixed ?? use.default;
  return given !== undefined ? { text: given } : attributePlaceholder(grammar, path, name, grammar.attributes[use.attribute]?.simpleType);
}

function qualifiedName(expanded: string, { prefixOf }: TemplateOptions): string {
  const [namespace, local] = splitExpandedName(expanded);
  const prefix = prefixOf(namespace);
  return prefix === '' ? local : `${prefix}:${local}`;
}

function qualifiedAttribute(expanded: string, options: TemplateOptions): string {
  const [namespace, local] = splitExpandedName(expanded);
  if (namespace === '') return local;
  return namespace === XML_NAMESPACE ? `xml:${local}` : qualifiedName(expanded, options);
}

/** The document element binds its own prefix: nothing around it does. */
function namespaceDeclaration(expanded: string, { prefixOf }: TemplateOptions): string {
  const [namespace] = splitExpandedName(expanded);
  const prefix = prefixOf(namespace);
  return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(namespace)}"`;
}
