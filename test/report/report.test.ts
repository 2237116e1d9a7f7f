import { formats } from '../../lib/report/formats';
import { makeReport, type Found } from '../../lib/report/report';
import { formatFinding } from '../../lib/report/text';
import { printable } from '../../lib/report/words';
import type { Finding, Place } from '../../lib/rules/define-rule';
import type { Locate, Origin } from '../../lib/values/origin';

const inFile = (path: string, line = 1): Origin => ({ kind: 'file', path, line, document: 0 });
const place = (origin: Origin, more: Partial<Place> = {}): Place => ({ ref: { kind: 'Gateway', name: 'shop' }, origin, ...more });
const finding = (at: Place, more: Partial<Finding> = {}): Finding => ({ code: 'MESH101', severity: 'error', what: 'it is wrong', fix: 'Mend it.', at, related: [], ...more });
const report = (findings: Finding[], more: Partial<Found> = {}) => makeReport({ findings, problems: [], checked: 0, objects: new Map(), texts: new Map(), ...more });
const show = (format: string, findings: Finding[], more?: Partial<Found>) => formats[format](report(findings, more), { colors: false });

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

describe('a field is named after the object, and its line is that of the finding', () => {
  const field = ['spec', 'servers', 0, 'port'];
  const locate: Locate = (origin, way) => (origin.kind === 'file' ? origin.line + (way?.length ?? 0) : undefined);
  const found = finding(place(inFile('a.yaml', 3), { field }), { related: [place(inFile('b.yaml', 5))] });
  const located = (format: string) => show(format, [found], { locate });

  test('in text', () => expect(located('text')).toMatch(/^ {4}b.yaml:5 \(Gateway shop\)\n {4}a.yaml:7 \(Gateway shop, spec.servers\[0\].port\)$/m));
  test('in github', () => expect(located('github')).toMatch(/^::error file=a.yaml,line=7,.*%0Ab.yaml:5 \(Gateway shop\)%0Aa.yaml:7 \(Gateway shop, spec.servers\[0\].port\)%0A/));
  test('in json', () => {
    const [{ related: [related], ...own }] = JSON.parse(located('json')).findings;
    expect([own.line, own.field, related.line, 'field' in related]).toEqual([7, 'spec.servers[0].port', 5, false]);
  });
  test('in sarif', () => {
    const [{ locations, relatedLocations }] = JSON.parse(located('sarif')).runs[0].results;
    expect([locations, relatedLocations].map(([each]) => each.physicalLocation.region)).toEqual([{ startLine: 7 }, { startLine: 5 }]);
  });
  test('in the order of findings', () => {
    const [first, second] = [place(inFile('a.yaml', 1), { field }), place(inFile('a.yaml', 2))].map((at) => finding(at));
    expect(report([first, second], { locate }).findings.map(({ at }) => at.line)).toEqual([2, 5]);
  });
  test('of a construct, which has no line', () => {
    const inApp = finding(place({ kind: 'construct', path: 'app/shop' }, { field, detail: 'server 1' }));
    expect(show('text', [inApp], { locate })).toContain('\n    app/shop (Gateway shop, server 1, spec.servers[0].port)\n');
    expect(formatFinding(inApp)).toContain('by  app/shop (Gateway shop, server 1, spec.servers[0].port)');
  });
  test('and where nobody looks for it the line is that of the object', () => {
    expect(show('text', [found])).toContain('\n    a.yaml:3 (Gateway shop, spec.servers[0].port)\n');
    expect(formatFinding(found)).toContain('and a.yaml:3 (Gateway shop, spec.servers[0].port)');
  });
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

describe('the excerpt', () => {
  const excerpt = (text: string, more: Partial<Place>, first: number, line = first) => show('text', [finding(place(inFile('a.yaml', first), more))], {
    texts: new Map([['a.yaml', text]]), locate: () => line,
  }).split('\n').slice(2, -4).map((each) => each.slice(2));

  describe('of an object is its beginning', () => {
    test.each<[string, string, number, string[]]>([
      ['five lines of it at most', 'a\nb\nc\nd\ne\nf\n', 1, ['  1 | a', '  2 | b', '  3 | c', '  4 | d', '  5 | e']],
      ['up to the next document', 'a\n---\nb\n\n---\nc\n', 3, ['  3 | b']],
      ['also where it begins at its marker', '--- {a: 1}\n--- {b: 2}\n', 1, ['  1 | --- {a: 1}']],
      ['with line numbers of one width', `${'\n'.repeat(8)}a\nb\n`, 9, ['   9 | a', '  10 | b']],
      ['with empty lines, but not at its end', 'a\n\nb\n\n\n', 1, ['  1 | a', '  2 |', '  3 | b']],
      ['with the line ends of Windows', 'a\r\nb\r\n', 1, ['  1 | a', '  2 | b']],
      ['of a long line the beginning', 'x'.repeat(500), 1, [`  1 | ${'x'.repeat(120)}...`]],
    ])('%s', (_, text, line, lines) => expect(excerpt(text, {}, line)).toEqual(lines));
  });

  describe('of a field is its line, marked, with two before it and two after', () => {
    test.each<[string, string, number, number, string[]]>([
      ['in the middle', 'a\nb\nc\nd\ne\nf\ng\n', 1, 4, ['  2 | b', '  3 | c', '> 4 | d', '  5 | e', '  6 | f']],
      ['at the beginning of the object', 'a\n---\nb\nc\nd\ne\n', 3, 3, ['> 3 | b', '  4 | c', '  5 | d']],
      ['near the beginning of the object', 'a\n---\nb\nc\nd\ne\n', 3, 4, ['  3 | b', '> 4 | c', '  5 | d', '  6 | e']],
      ['at the end of the object', 'a\nb\nc\n---\nd\n', 1, 3, ['  1 | a', '  2 | b', '> 3 | c']],
      ['with line numbers of one width', `${'\n'.repeat(7)}a\nb\nc\nd\n`, 8, 9, ['   8 | a', '>  9 | b', '  10 | c', '  11 | d']],
      ['before the object, where an alias stands for what was there before', 'a\nb\nc\nd\n', 3, 1, ['> 1 | a', '  2 | b', '  3 | c']],
    ])('%s', (_, text, first, line, lines) => expect(excerpt(text, { field: ['spec'] }, first, line)).toEqual(lines));
  });

  test('is nothing where the text is not at hand', () => {
    expect(show('text', [finding(place(inFile('a.yaml')))])).toBe('error MESH101 it is wrong\n    a.yaml:1 (Gateway shop)\n  Mend it.\n\n1 error, 0 warnings, 0 infos in 0 objects\n');
  });
});
