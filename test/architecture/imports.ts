import ts from 'typescript';

/** One import of one file, however it is written. */
export interface Import {
  /** The module as the source names it. */
  readonly module: string;
  /** The names that are taken from it; empty for a dynamic or a bare import. */
  readonly names: readonly string[];
  readonly dynamic: boolean;
  readonly typeOnly: boolean;
}

/** Every import, re-export, `import()` and `import('…')` type of a source; comments and strings don't count. */
export function importsOf(source: string): Import[] {
  const found: Import[] = [];
  visit(parse(source), (node) => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      const names = bindings && ts.isNamedImports(bindings) ? bindings.elements.map(importedName) : [];
      found.push({
        module: text(node.moduleSpecifier),
        names,
        dynamic: false,
        typeOnly: isTypeOnly(node.importClause),
      });
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      const names =
        node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements.map(importedName) : [];
      found.push({ module: text(node.moduleSpecifier), names, dynamic: false, typeOnly: node.isTypeOnly });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      found.push({ module: text(node.arguments[0]), names: [], dynamic: true, typeOnly: false });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ module: text(node.argument.literal), names: [], dynamic: false, typeOnly: true });
    }
  });
  return found;
}

/** Every `object.member` and every argument-less `new Date()` of a source, as text. */
export function ambientUses(source: string): string[] {
  const found: string[] = [];
  visit(parse(source), (node) => {
    if (ts.isPropertyAccessExpression(node)) found.push(node.getText());
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
      found.push('Date.now');
  });
  return found;
}

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}

function importedName(element: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (element.propertyName ?? element.name).text;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  return (
    !clause.name &&
    !!bindings &&
    ts.isNamedImports(bindings) &&
    bindings.elements.every((element) => element.isTypeOnly)
  );
}

function text(node: ts.Node | undefined): string {
  return node && ts.isStringLiteralLike(node) ? node.text : '(computed)';
}
