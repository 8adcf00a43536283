import type { ScopedElement } from './select';
import { escapeXml } from './plainText';

/**
 * The namespace bindings in force inside an element (RFC 4825 10): an empty element of its name with a declaration for
 * each, the default namespace first. `xml` is bound everywhere and never declared.
 */
export function namespaceBindings({ element, scope }: ScopedElement): string {
  const declarations = [...scope.bindings]
    .filter(([prefix, namespace]) => prefix !== 'xml' && prefix !== 'xmlns' && namespace !== '')
    .map(([prefix, namespace]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(namespace)}"`);
  return `<${element.node.name}${declarations.join('')}/>`;
}
