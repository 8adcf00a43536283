import ts from 'typescript';

/** What a source file takes from elsewhere. */
export interface Reach {
  /** Every import: static, dynamic, of a type, or handed on by an export. */
  readonly imports: readonly Import[];
  /** Global names in use, with one member (`Math.random`); `new X()` and `X()` for a Date without arguments. */
  readonly globals: readonly string[];
}

export interface Import {
  readonly module: string;
  /** True where nothing of it is left when the program runs. */
  readonly typeOnly: boolean;
}

/** Reads a TypeScript source file; nothing is resolved or run. */
export function reachOf(fileName: string, text: string): Reach {
  const file = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const globals: string[] = [];
  const visit = (node: ts.Node): void => {
    const module = moduleOf(node);
    if (module !== undefined) imports.push({ module, typeOnly: isTypeOnly(node) });
    if (ts.isIdentifier(node) && isReference(node)) globals.push(...spellings(node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  const declared = new Set(declaredNames(file));
  return { imports, globals: globals.filter((name) => !declared.has(name.replace(/^new |\(\)$|\..*$/g, ''))) };
}

function moduleOf(node: ts.Node): string | undefined {
  const named = (name: ts.Node | undefined): string | undefined => (name && ts.isStringLiteralLike(name) ? name.text : undefined);
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return named(node.moduleSpecifier);
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? named(node.argument.literal) : undefined;
  if (ts.isExternalModuleReference(node)) return named(node.expression);
  if (ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')) return named(node.arguments[0]);
  return undefined;
}

function isTypeOnly(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return ts.isImportTypeNode(node);
}

/** True where the name stands for a value, not for a member, a key, a type or what is declared by it. */
function isReference(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === name;
  return ts.isExpression(parent) || ts.isExpressionStatement(parent) || ts.isReturnStatement(parent)
    || (ts.isVariableDeclaration(parent) && parent.initializer === name) || ts.isShorthandPropertyAssignment(parent);
}

function spellings(name: ts.Identifier): string[] {
  const { parent, text } = name;
  if (ts.isPropertyAccessExpression(parent)) return [text, `${text}.${parent.name.text}`];
  const bare = (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && parent.expression === name && (parent.arguments?.length ?? 0) === 0;
  return bare ? [text, ts.isNewExpression(parent) ? `new ${text}()` : `${text}()`] : [text];
}

/** Names that the file declares itself, anywhere in it: `const process = …` is not the global one. */
function declaredNames(file: ts.SourceFile): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    const declaration = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionDeclaration(node) || ts.isBindingElement(node)
      || ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node);
    if (declaration && node.name && ts.isIdentifier(node.name)) names.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}
