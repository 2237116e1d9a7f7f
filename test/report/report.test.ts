import { formats } from '../../lib/report/formats';
import { makeReport, type Report } from '../../lib/report/report';
import { printable } from '../../lib/report/words';
import type { Finding, Place } from '../../lib/rules/define-rule';
import type { Origin } from '../../lib/values/origin';

const inFile = (path: string, line = 1): Origin => ({ kind: 'file', path, line, document: 0 });
const place = (origin: Origin, more: Partial<Place> = {}): Place => ({ ref: { kind: 'Gateway', name: 'shop' }, origin, ...more });
const finding = (at: Place, more: Partial<Finding> = {}): Finding => ({ code: 'MESH101', severity: 'error', what: 'it is wrong', fix: 'Mend it.', at, related: [], ...more });
const report = (findings: Finding[], more: Partial<Report> = {}) => makeReport({ findings, problems: [], checked: 0, objects: new Map(), texts: new Map(), ...more });
const show = (format: string, findings: Finding[], more?: Partial<Report>) => formats[format](report(findings, more), { colors: false });

test('findings are in order of file, line as a number, and code', () => {
  const given = [inFile('b.yaml'), inFile('a.yaml', 10), inFile('a.yaml', 9)].flatMap((origin) => ['MESH601', 'MESH101'].map((code) => finding(place(origin), { code })));
  expect(report(given).findings.map(({ at: { origin }, code }) => `${origin.path}:${origin.kind === 'file' ? origin.line : ''} ${code}`)).toEqual([
    'a.yaml:9 MESH101', 'a.yaml:9 MESH601', 'a.yaml:10 MESH101', 'a.yaml:10 MESH601', 'b.yaml:1 MESH101', 'b.yaml:1 MESH601',
  ]);
});

test('severities are counted', () => {
  const of = (severity: Finding['severity']) => finding(place(inFile('a.yaml')), { severity });
  expect(report([of('error'), of('info'), of('warning'), of('info')]).counts).toEqual({ error: 1, warning: 1, info: 2 });
});

describe('an object of a construct has its path and no file', () => {
  const found = finding(place({ kind: 'construct', path: 'app/shop' }, { detail: 'server 1' }));

  test('in text', () => expect(show('text', [found])).toBe('error MESH101 it is wrong\n    app/shop (Gateway shop, server 1)\n  Mend it.\n\n1 error, 0 warnings, 0 infos in 0 objects\n'));
  test('in github', () => expect(show('github', [found])).toBe('::error title=MESH101 host-claimed-twice::it is wrong%0Aapp/shop (Gateway shop, server 1)%0AMend it.\n'));
  test('in json', () => {
    expect(JSON.parse(show('json', [found]))).toMatchObject({ findings: [{
      object: { kind: 'Gateway', namespace: null, name: 'shop' }, detail: 'server 1', path: 'app/shop', file: null, line: null, construct: 'app/shop',
    }] });
  });
  test('in sarif', () => {
    expect(JSON.parse(show('sarif', [found])).runs[0].results[0].locations).toEqual([{ logicalLocations: [{ name: 'shop', fullyQualifiedName: 'app/shop', kind: 'resource' }] }]);
  });
});

describe('severities by the names of each format', () => {
  test.each([['error', 'error', 'error'], ['warning', 'warning', 'warning'], ['info', 'notice', 'note']] as const)('%s', (severity, command, level) => {
    const found = finding(place(inFile('a.yaml')), { severity });
    expect(show('github', [found])).toMatch(new RegExp(`^::${command} file=a.yaml,line=1,`));
    expect(JSON.parse(show('sarif', [found])).runs[0].results[0].level).toBe(level);
  });
});

describe('nothing in a file can pass for what we say', () => {
  const nasty = finding(place(inFile('50%, a:b\n.yaml')), { what: 'host "\n::error::no\u001b[2J\u202e" is 100% wrong' });

  test('to a workflow', () => {
    expect(show('github', [nasty])).toBe(
      '::error file=50%25%2C a%3Ab%0A.yaml,line=1,title=MESH101 host-claimed-twice::host "%0A::error::no\u001b[2J\u202e" is 100%25 wrong%0A50%25, a:b%0A.yaml:1 (Gateway shop)%0AMend it.\n',
    );
  });

  test('to a terminal', () => {
    const texts = new Map([['50%, a:b\n.yaml', 'kind:\tGateway\u001b[2J\n']]);
    expect(show('text', [nasty], { texts })).toBe(`error MESH101 host "\\u000a::error::no\\u001b[2J\\u202e" is 100% wrong
    50%, a:b\\u000a.yaml:1 (Gateway shop)
    1 | kind:  Gateway\\u001b[2J
  Mend it.

1 error, 0 warnings, 0 infos in 0 objects
`);
  });

  test('and letters of all languages stay as they are', () => expect(printable('grüße, 你好 🙂')).toBe('grüße, 你好 🙂'));
});

describe('a path becomes a URI', () => {
  test.each([
    ['dist/a b#.yaml', 'dist/a%20b%23.yaml'],
    ['./dist/100%.yaml', 'dist/100%25.yaml'],
    ['a:b.yaml', 'a%3Ab.yaml'],
    ['/srv/web.yaml', 'file:///srv/web.yaml'],
    ['dist\\web.yaml', 'dist/web.yaml'],
    ['C:\\srv\\web.yaml', 'file:///C:/srv/web.yaml'],
    ['<stdin>', '%3Cstdin%3E'],
  ])('%s', (path, uri) => {
    expect(JSON.parse(show('sarif', [finding(place(inFile(path)))])).runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({ uri });
  });
});

describe('the excerpt is the beginning of the document', () => {
  const excerpt = (text: string, line: number) => show('text', [finding(place(inFile('a.yaml', line)))], { texts: new Map([['a.yaml', text]]) }).split('\n').slice(2, -4).map((each) => each.slice(4));

  test.each<[string, string, number, string[]]>([
    ['five lines of it at most', 'a\nb\nc\nd\ne\nf\n', 1, ['1 | a', '2 | b', '3 | c', '4 | d', '5 | e']],
    ['up to the next document', 'a\n---\nb\n\n---\nc\n', 3, ['3 | b']],
    ['with line numbers of one width', `${'\n'.repeat(8)}a\nb\n`, 9, [' 9 | a', '10 | b']],
    ['with empty lines, but not at its end', 'a\n\nb\n\n\n', 1, ['1 | a', '2 |', '3 | b']],
    ['with the line ends of Windows', 'a\r\nb\r\n', 1, ['1 | a', '2 | b']],
    ['of a long line the beginning', 'x'.repeat(500), 1, [`1 | ${'x'.repeat(120)}...`]],
  ])('%s', (_, text, line, lines) => expect(excerpt(text, line)).toEqual(lines));
});
