import { canonicalElementName } from '../profile/namespaces';
import { scopeOf } from '../schema';
import { childElements, type PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import { attributeValue, characterData } from '../syntax/text';
import { code, type Fact, fact } from './documentationText';

/** More users, domains or times than this are only counted. */
const MOST_SHOWN = 4;

/** To whom a rule applies, and when, as RFC 4745 7 reads its conditions. @param conditions undefined where the rule has none */
export function ruleReach(conditions: PlacedElement | undefined, text: DocumentText): readonly Fact[] {
  const inside = conditions ? namedChildren(conditions, text) : [];
  const identities = inside.filter(({ name }) => name === 'cp:identity');
  const people = identities.length > 0 ? identities.map(({ element }) => peopleOf(element, text)).join(', and only if also ') : 'everyone';
  return [...fact('Applies to', people), ...fact('While', whenOf(inside, text))];
}

/** To whom an identity condition applies. */
export function peopleOf(identity: PlacedElement, text: DocumentText): string {
  const people = namedChildren(identity, text).flatMap(({ name, element }) => {
    if (name === 'cp:one') return [code(attributeOf(element, 'id', text) ?? '')];
    return name === 'cp:many' ? [manyOf(element, text)] : [];
  });
  // What is not of the common-policy namespace is no condition, and a condition without any holds for all.
  return people.length > 0 ? listed(people) : 'everyone, because nothing in it is a condition';
}

function manyOf(many: PlacedElement, text: DocumentText): string {
  const domain = attributeOf(many, 'domain', text);
  const except = namedChildren(many, text).filter(({ name }) => name === 'cp:except').flatMap(({ element }) => {
    const id = attributeOf(element, 'id', text);
    const left = attributeOf(element, 'domain', text);
    return [...(id === undefined ? [] : [code(id)]), ...(left === undefined ? [] : [`users of ${code(left)}`])];
  });
  return `${domain === undefined ? 'all users' : `users of ${code(domain)}`}${except.length > 0 ? ` except ${listed(except)}` : ''}`;
}

function whenOf(conditions: readonly NamedChild[], text: DocumentText): string | undefined {
  const parts = conditions.flatMap(({ name, element }) => {
    if (name === 'cp:sphere') return [`the situation is ${code(attributeOf(element, 'value', text) ?? '')}`];
    return name === 'cp:validity' ? [`it is ${listed(timesOf(element, text), 'or')}`] : [];
  });
  return parts.length > 0 ? parts.join(', and ') : undefined;
}

function timesOf(validity: PlacedElement, text: DocumentText): string[] {
  const times: string[] = [];
  let from: string | undefined;
  for (const { name, element } of namedChildren(validity, text)) {
    const time = code(characterData(element.node, element.start, text));
    if (name === 'cp:from') from = time;
    if (name === 'cp:until') times.push(`between ${from ?? '…'} and ${time}`);
  }
  return times;
}

function listed(items: readonly string[], word = 'and'): string {
  if (items.length > MOST_SHOWN) return `${items.slice(0, MOST_SHOWN).join(', ')} ${word} ${items.length - MOST_SHOWN} more`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`;
}

/** A child element and its canonical name; '' where its prefix is not bound. */
export interface NamedChild {
  readonly name: string;
  readonly element: PlacedElement;
}

/** The child elements by their canonical names. */
export function namedChildren(parent: PlacedElement, text: DocumentText): NamedChild[] {
  const scope = scopeOf(parent, text);
  return childElements(parent).map((element) => {
    const name = scope.enter(element.node, element.start, text).elementName(element.node.name);
    return { name: name === undefined ? '' : canonicalElementName(name), element };
  });
}

function attributeOf({ node, start }: PlacedElement, name: string, text: DocumentText): string | undefined {
  const attribute = node.attributes.find((each) => each.name === name);
  return attribute && attributeValue(attribute, start, text);
}
