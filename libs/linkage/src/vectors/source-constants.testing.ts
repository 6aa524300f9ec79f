import ts from 'typescript';

/**
 * Constants in the text of a source file that are numbers, texts or lists of them, as `NAME = value`, and every regular expression with the
 * name of the constant or function that it stands in, in the order of the file.
 */
export function sourceConstants(text: string): string[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement)) return expressions(statement, statement.name?.text ?? '');
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name, initializer }) => {
      if (initializer === undefined) return [];
      const value = withoutConst(initializer);
      return isPlain(value) ? [`${name.getText()} = ${value.getText()}`] : expressions(value, name.getText());
    });
  });
}

function withoutConst(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) ? node.expression : node;
}

function isPlain(node: ts.Expression): boolean {
  if (ts.isNumericLiteral(node) || ts.isStringLiteral(node)) return true;
  if (ts.isArrayLiteralExpression(node)) return node.elements.length > 0 && node.elements.every(isPlain);
  if (!ts.isObjectLiteralExpression(node)) return false;
  return node.properties.every((part) => ts.isPropertyAssignment(part) && isPlain(part.initializer));
}

function expressions(node: ts.Node, owner: string): string[] {
  const own = ts.isRegularExpressionLiteral(node) ? [`${owner} ${node.text}`] : [];
  const below: string[] = [];
  node.forEachChild((child) => {
    below.push(...expressions(child, owner));
  });
  return [...own, ...below];
}
