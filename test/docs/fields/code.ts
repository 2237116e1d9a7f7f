import { readFileSync } from 'node:fs';
import * as ts from 'typescript';

/** The code of a file of samples as it stands there: nothing that is shown is written a second time. */
export interface SampleCode {
  /** What the samples take for granted, a statement each. */
  readonly granted: readonly string[];
  /** The statements of each function of a list. */
  of(list: 'samples' | 'lastResorts' | 'places'): ReadonlyArray<readonly string[]>;
}

const LISTS = ['samples', 'lastResorts', 'places'];

export function codeOf(file: string): SampleCode {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const declared = source.statements.filter(ts.isVariableStatement).filter(({ modifiers }) => modifiers === undefined)
    .flatMap((statement) => statement.declarationList.declarations.map(({ name, initializer }) => ({ text: statement.getText(), name: name.getText(), initializer: initializer as ts.Expression })));
  const granted = declared.filter(({ name }) => !LISTS.includes(name)).flatMap(({ name, text, initializer }) => (name === 'given' ? gettersIn(initializer) : [text]));
  return {
    granted: granted.map(oneLine),
    of: (list) => {
      const found = declared.find(({ name }) => name === list)?.initializer as ts.ArrayLiteralExpression | undefined;
      return found?.elements.map(bodyOf) ?? [];
    },
  };
}

/** What a function does, or the one that is `code` or `put` of an object. */
function bodyOf(element: ts.Node): readonly string[] {
  if (ts.isObjectLiteralExpression(element)) {
    const code = element.properties.find((property) => /^(?:code|put)$/.test(property.name?.getText() ?? ''));
    return bodyOf((code as ts.PropertyAssignment).initializer);
  }
  const { body } = element as ts.ArrowFunction;
  if (ts.isBlock(body)) return body.statements.map((statement) => oneLine(statement.getText()));
  return [oneLine((ts.isParenthesizedExpression(body) ? body.expression : body).getText())];
}

function gettersIn(node: ts.Node): readonly string[] {
  if (!ts.isGetAccessor(node)) return node.getChildren().flatMap(gettersIn);
  const [returned] = node.body?.statements ?? [];
  return [`const ${node.name.getText()} = ${(returned as ts.ReturnStatement).expression?.getText()};`];
}

function oneLine(code: string): string {
  return code.replace(/\s*\n\s*/g, ' ');
}
