import { documentsOf } from '../../lib/collect/documents';

describe('a text is cut into documents where their markers stand', () => {
  test.each<[string, string, Array<[line: number, text: string]>]>([
    ['none', 'a: 1\nb: 2\n', [[1, 'a: 1\nb: 2\n']]],
    ['between two', 'a: 1\n---\nb: 2\n', [[1, 'a: 1\n'], [2, '---\nb: 2\n']]],
    ['with the line ends of Windows', 'a: 1\r\n---\r\nb: 2\r\n', [[1, 'a: 1\r\n'], [2, '---\r\nb: 2\r\n']]],
    ['with the line ends of old Macs', 'a: 1\r---\rb: 2\r', [[1, 'a: 1\r'], [2, '---\rb: 2\r']]],
    ['with content after it', '--- {a: 1}\n--- # one more\nb: 2', [[1, '--- {a: 1}\n'], [2, '--- # one more\nb: 2']]],
    ['with comments and a directive before the first', '# Helm\n%YAML 1.1\n---\na: 1\n', [[1, '# Helm\n%YAML 1.1\n---\na: 1\n']]],
    ['before an empty one', 'a: 1\n---\n---\nb: 2\n', [[1, 'a: 1\n'], [2, '---\n'], [3, '---\nb: 2\n']]],
    ['with the end of one said', 'a: 1\n...\nb: 2\n', [[1, 'a: 1\n'], [2, '\nb: 2\n']]],
    ['with the end said before a beginning', 'a: 1\n...\n# c\n%YAML 1.1\n---\nb: 2\n', [[1, 'a: 1\n'], [2, '\n# c\n%YAML 1.1\n---\nb: 2\n']]],
    ['with a mark of the byte order before it, as two files make that are put together', 'a: 1\n\uFEFF---\nb: 2\n', [[1, 'a: 1\n'], [2, '\uFEFF---\nb: 2\n']]],
  ])('%s', (_, text, documents) => expect(documentsOf(text).map((document) => [document.line, document.text])).toEqual(documents));
});

describe('what looks like a marker within a value is none', () => {
  test.each([['a: |\n  ---\n  b\n'], ['a: "---"\n'], ['---- \n'], ['---a: 1\n'], ['- ---\n'], [' ---\n'], ['a: 1 ---\n'], ['a\u2028---\n']])('%j', (text) => {
    expect(documentsOf(text)).toEqual([{ text, line: 1 }]);
  });
});

describe('a text without a value has no document', () => {
  test.each([[''], ['\n\n'], ['# a comment\n'], ['...\n'], ['...\n...\n# a comment'], ['%YAML 1.1\n']])('%j', (text) => expect(documentsOf(text)).toEqual([]));
});
