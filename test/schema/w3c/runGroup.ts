import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compileSchema, type Grammar, SchemaError, type SchemaSource, validate } from '../../../server/src/schema';
import { rootElement } from '../../../server/src/syntax/cursor';
import { parse } from '../../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../../server/src/syntax/problems';
import { attributeValue } from '../../../server/src/syntax/text';
import type { SuiteTest, TestGroup } from './testSet';

/** How a test ended. `reason` is for whoever reads the report: why it was skipped, or what was found instead. */
export interface Outcome {
  readonly test: SuiteTest;
  readonly result: 'passed' | 'accepted wrongly' | 'refused wrongly' | 'skipped' | 'crashed';
  readonly reason: string;
}

/** Runs the tests of a group; reads files of the suite and nothing else. @param folder of the test set */
export function runGroup(group: TestGroup, folder: string): Outcome[] {
  const schemaTests = group.tests.filter(({ kind }) => kind === 'schema');
  const schemas = schemaTests.flatMap(({ documents }) => documents.map((path) => resolve(folder, path)));
  const compiled = attempt(() => compileAll(schemas.length > 0 ? schemas : hintedSchemas(group, folder)));
  return group.tests.map((test) => {
    const skipped = reasonToSkip(test);
    if (skipped !== undefined) return { test, result: 'skipped', reason: skipped };
    return test.kind === 'schema' ? judge(test, compiled) : runInstance(test, resolve(folder, test.documents[0] ?? ''), compiled);
  });
}

type Attempt<T> = { readonly value: T } | { readonly problem: unknown };

function attempt<T>(act: () => T): Attempt<T> {
  try {
    return { value: act() };
  } catch (problem) {
    return { problem };
  }
}

function reasonToSkip({ status, expected }: SuiteTest): string | undefined {
  if (status !== 'accepted' && status !== 'stable') return `the suite says that it is ${status}`;
  return expected === 'valid' || expected === 'invalid' ? undefined : `the suite expects nothing: ${expected || 'unstated'}`;
}

function judge(test: SuiteTest, tried: Attempt<unknown>): Outcome {
  if ('value' in tried) return { test, result: test.expected === 'valid' ? 'passed' : 'accepted wrongly', reason: '' };
  const { problem } = tried;
  if (problem instanceof MissingFile) return { test, result: 'skipped', reason: 'a file of the suite is not there' };
  if (!(problem instanceof SchemaError)) return { test, result: 'crashed', reason: String((problem as Error).stack ?? problem) };
  const unsupported = /is not supported|are not supported/.test(problem.message);
  if (unsupported) return { test, result: 'skipped', reason: problem.message };
  return { test, result: test.expected === 'invalid' ? 'passed' : 'refused wrongly', reason: problem.message };
}

function runInstance(test: SuiteTest, path: string, compiled: Attempt<Grammar | undefined>): Outcome {
  if ('problem' in compiled) {
    const because = compiled.problem instanceof SchemaError ? compiled.problem.message : String(compiled.problem);
    return { test, result: 'skipped', reason: `its schema is not there: ${because}` };
  }
  if (!compiled.value) return { test, result: 'skipped', reason: 'it names no schema' };
  const { value: grammar } = compiled;
  const found = attempt(() => {
    const tree = parse(read(path));
    if (tree.document.children.some(({ kind }) => kind === 'doctype')) return undefined;
    return [...syntaxDiagnostics(tree), ...validate(tree, grammar)];
  });
  if ('problem' in found) return { test, result: found.problem instanceof MissingFile ? 'skipped' : 'crashed', reason: String(found.problem) };
  if (!found.value) return { test, result: 'skipped', reason: 'its document has a document type declaration' };
  const isValid = found.value.length === 0;
  if (isValid === (test.expected === 'valid')) return { test, result: 'passed', reason: '' };
  return { test, result: isValid ? 'accepted wrongly' : 'refused wrongly', reason: found.value[0]?.message ?? '' };
}

/** One grammar from several schema documents, put together by one that imports them all. */
function compileAll(paths: readonly string[]): Grammar | undefined {
  if (paths.length === 0) return undefined;
  const load = (location: string, from: string): SchemaSource | undefined => {
    if (location === '') return undefined;
    try {
      const path = resolve(dirname(from), location);
      return { location: path, text: read(path) };
    } catch {
      return undefined;
    }
  };
  if (paths.length === 1) return compileSchema({ location: paths[0]!, text: read(paths[0]!) }, load);
  const imports = paths.map((path) => {
    const namespace = rootAttribute(read(path), 'targetNamespace');
    return `<xs:import schemaLocation="${path}"${namespace === undefined ? '' : ` namespace="${namespace}"`}/>`;
  });
  return compileSchema({ location: paths[0]!, text: `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:example:all-of-them">${imports.join('')}</xs:schema>` }, load);
}

/** The schemas that the first document of a group without a schema test says it is written by. */
function hintedSchemas({ tests }: TestGroup, folder: string): string[] {
  const path = resolve(folder, tests[0]?.documents[0] ?? '');
  const tried = attempt(() => read(path));
  if ('problem' in tried) return [];
  const located = (rootAttribute(tried.value, 'schemaLocation') ?? '').split(/\s+/).filter((_, index) => index % 2 === 1);
  const hints = [...located, rootAttribute(tried.value, 'noNamespaceSchemaLocation')].filter((hint) => hint !== undefined && hint !== '');
  return hints.map((hint) => resolve(dirname(path), hint!));
}

function rootAttribute(text: string, local: string): string | undefined {
  const root = rootElement(parse(text));
  const found = root?.node.attributes.find(({ name }) => name === local || name.endsWith(`:${local}`));
  return found && attributeValue(found, root!.start, text);
}

class MissingFile extends Error {}

/** Part of the suite is in UTF-16. */
function read(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new MissingFile(path);
  }
  const encoding = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : declaredEncoding(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  // What is said of the encoding does not hold for a text that is decoded already.
  return text.replace(/^(<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')/, '$1');
}

function declaredEncoding(bytes: Buffer): string {
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1];
  return declared !== undefined && /^(?:iso-8859-1|windows-1252|us-ascii)$/i.test(declared) ? declared : 'utf-8';
}
