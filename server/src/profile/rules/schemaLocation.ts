import type { Diagnostic } from '../../diagnostic';
import { excerpt } from '../../syntax/wording';
import { canonicalAttributeName } from '../namespaces';
import type { Place, Value } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule, type RuleOptions } from './rule';

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

const about = {
  code: 'schema-location', clause: 'XML Schema 1 4.3.2', defaultSeverity: 'information',
  summary: 'An xsi:schemaLocation that names a file which is not there',
  why: 'Other tools look for the schema there, and do not check the document, or refuse it. Only files beside the document are looked for: nothing is ever fetched over a network.',
  example: {
    bad: `<mcptt-user-profile ${XSI}\n  xsi:schemaLocation="urn:3gpp:mcptt:user-profile:1.0 schema/profile.xsd">\n  …\n</mcptt-user-profile>`,
    good: `<mcptt-user-profile ${XSI}\n  xsi:schemaLocation="urn:3gpp:mcptt:user-profile:1.0 https://example.com/profile.xsd">\n  …\n</mcptt-user-profile>`,
    where: 'without a file schema/profile.xsd', options: { fileExists: () => false },
  },
  fix: 'takes the reference away',
} as const satisfies Rule;

/** Asked of the document element, where tools look for it. */
export const schemaLocation: ElementRule = { ...about, elements: ['mcptt-user-profile'], check };

function check(place: Place, { fileExists }: RuleOptions): readonly Diagnostic[] {
  if (place.parent || !fileExists) return NO_FINDINGS;
  return locations(place).flatMap((location) => {
    const path = relativePath(location.value);
    return path === undefined || fileExists(path) ? [] : [finding(about, location, `there is no file '${excerpt(path)}' beside this document; correct the path, or remove it: the document is checked without it`)];
  });
}

/** Every location at its place: the second of each pair, or all there is without a namespace. */
function locations(place: Place): Value[] {
  return place.element.node.attributes.flatMap((attribute) => {
    const expanded = place.scope.attributeName(attribute.name);
    const name = expanded === undefined ? '' : canonicalAttributeName(expanded);
    const value = place.valueOf(attribute);
    // With references in it, the places of its words are not those of its characters.
    if (!value || value.value.includes('&') || value.value.length !== value.end - value.start) return [];
    const words = [...value.value.matchAll(/[^ ]+/g)].map(({ index, 0: word }) => ({ value: word, start: value.start + index, end: value.start + index + word.length }));
    if (name === 'xsi:schemaLocation') return words.filter((_word, at) => at % 2 === 1);
    return name === 'xsi:noNamespaceSchemaLocation' ? words : [];
  });
}

/** The path of a reference to a file beside the document; undefined for any other one: an absolute path may lie on another machine. */
function relativePath(location: string): string | undefined {
  if (/^[\w+.-]+:/.test(location)) return undefined;
  try {
    const path = decodeURIComponent(location.replace(/[?#].*$/, ''));
    return path === '' || /^[\\/]|[\\\0]/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}
