import type { IdentityPath, NameTest } from './identityConstraint';
import { NCNAME } from './characterClasses';

/** Why a path cannot be used, in one line. */
export class IdentityPathError extends Error {}

/** Punctuation, an axis, or a name; what follows a name after a colon is read by `nameTest`. */
const TOKEN = /\s*(\/\/|\.(?![^\s/|])|child\s*::|attribute\s*::|[/|@*]|[^\s/|@*.:()[\]][^\s/|@*:()[\]]*(?::(?:\*|[^\s/|@*:()[\]]+))?)\s*/y;

/**
 * Reads the `xpath` of a selector or a field.
 * @param resolve the namespace of a prefix; it throws where the prefix is not declared. Names without prefix are in no
 * namespace, whatever `xmlns` says (XPath 1.0, 2.3)
 * @returns the alternatives between `|`
 * @throws IdentityPathError
 */
export function readIdentityPaths(xpath: string, kind: 'selector' | 'field', resolve: (prefix: string) => string): IdentityPath[] {
  const tokens = tokensOf(xpath);
  const paths: IdentityPath[] = [];
  for (let from = 0; from <= tokens.length; ) {
    const bar = tokens.indexOf('|', from);
    const to = bar < 0 ? tokens.length : bar;
    paths.push(readPath(tokens.slice(from, to), kind, resolve));
    from = to + 1;
  }
  return paths;
}

function tokensOf(xpath: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xpath.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xpath)?.[1];
    if (token === undefined) throw new IdentityPathError(`'${xpath.slice(at)}' cannot stand in this path; only names, '*', '.', '/', './/', '|' and '@' can`);
    tokens.push(token.replace(/\s/g, ''));
  }
  return tokens;
}

function readPath(tokens: readonly string[], kind: 'selector' | 'field', resolve: (prefix: string) => string): IdentityPath {
  const anywhere = tokens[0] === '.' && tokens[1] === '//';
  const steps: NameTest[] = [];
  let attribute: NameTest | undefined;
  let at = anywhere ? 2 : 0;
  for (;;) {
    const token = tokens[at++] ?? fail('it ends where a name should follow');
    if (attribute !== undefined) fail('nothing can follow an attribute');
    if (token === '@' || token === 'attribute::') {
      if (kind === 'selector') fail('a selector chooses elements, not attributes');
      attribute = nameTest(tokens[at++], resolve);
    } else if (token === 'child::') {
      steps.push(nameTest(tokens[at++], resolve));
    } else if (token !== '.') {
      steps.push(nameTest(token, resolve));
    }
    if (at === tokens.length) return { anywhere, steps, ...(attribute !== undefined && { attribute }) };
    if (tokens[at++] !== '/') fail(`only '/' can stand between two names, and './/' at the beginning`);
  }
}

function nameTest(token: string | undefined, resolve: (prefix: string) => string): NameTest {
  if (token === '*') return '*';
  const [first = '', second] = (token ?? '').split(':');
  if (!NCNAME.test(first) || (second !== undefined && second !== '*' && !NCNAME.test(second))) fail(`'${token ?? ''}' is not a name`);
  return second === undefined ? first : `{${resolve(first)}}${second}`;
}

function fail(reason: string): never {
  throw new IdentityPathError(`this path cannot be used: ${reason}`);
}
