import fc from 'fast-check';

/** Namespace of the elements without a prefix in most random documents. */
export const DEFAULT = 'urn:d';

const spaces = fc.constantFrom('', '', '\n', '\n  ', '\r\n\t', ' ', '\n\n    ');
const aside = fc.constantFrom('', '', '', '<!-- <a/> -->', '<?p q?>', '<![CDATA[<a/>]]>', 'text', '&amp;', '消防 👮');
const attribute = fc.constantFrom('', '', ' id="1"', ' id="2"', " id='1'", ' p:id="1"', '  id = "a&amp;&#10;b"', ' xmlns="urn:other"', ' xmlns="urn:d"', ' xmlns:p="urn:q"', ' lang="é"');
const names = fc.constantFrom('a', 'a', 'b', 'c', 'p:a', 'q:a');

/** Any well-formed element of a few names in a few namespaces; prefixes p and q are bound around it. */
export const element: fc.Arbitrary<string> = fc.letrec<{ element: string; content: string }>((tie) => ({
  content: fc.array(fc.tuple(spaces, fc.oneof({ withCrossShrink: true, depthIdentifier: 'x' }, aside, tie('element'))), { maxLength: 6 }).chain((parts) => spaces.map((end) => parts.map((pair) => pair.join('')).join('') + end)),
  element: fc.oneof(
    { depthIdentifier: 'x', maxDepth: 4 },
    fc.tuple(names, attribute, fc.constantFrom('/>', ' />', '></>')).map(([name, attributes, end]) => `<${name}${attributes}${end.replace('</', `</${name}`)}`),
    fc.tuple(names, attribute, tie('content')).map(([name, attributes, content]) => `<${name}${attributes}>${content}</${name}>`),
  ),
})).element;

const root = fc.constantFrom('<a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:d">', '<p:r xmlns:p="urn:p" xmlns:q="urn:d">', '<d xmlns:p="urn:d" xmlns:q="urn:q" xmlns="urn:d" id="1">');

/** Any document of such elements. */
export const document: fc.Arbitrary<string> = fc.tuple(fc.constantFrom('', '\ufeff', '<?xml version="1.0"?>\r\n<!-- a -->'), root, fc.array(fc.tuple(spaces, fc.oneof(aside, element, element)), { maxLength: 8 }), spaces).map(
  ([prolog, tag, content, end]) => `${prolog}${tag}${content.map((pair) => pair.join('')).join('')}${end}</${/<([\w:]+)/.exec(tag)?.[1]}>\n`,
);
