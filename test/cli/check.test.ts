import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DISTINCT, DUPLICATE, run, tlsGateway } from './running';

describe('the exit code says what was found', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[], number]>([
    ['nothing', DISTINCT, [], 0],
    ['an error', DUPLICATE, [], 1],
    ['a rule that is made a warning', DUPLICATE, ['--severity', 'MESH101=warning'], 0],
    ['a rule that is off', DUPLICATE, ['--severity', 'MESH101=off'], 0],
    ['a rule of which the last is said', DUPLICATE, ['--severity', 'MESH101=off', '--severity=mesh101=error'], 1],
    ['another rule that is off', DUPLICATE, ['--severity', 'MESH102=off'], 1],
  ])('%s', async (_, files, args, code) => {
    expect(await run(['check', ...args], { files })).toMatchObject({ code, stderr: '' });
  });
});

test('a severity is shown as it was said', async () => {
  const { stdout } = await run(['check', '--severity', 'MESH101=info'], { files: DUPLICATE });
  expect(stdout).toMatch(/^info MESH101 /);
  expect(stdout).toMatch(/\n0 errors, 0 warnings, 1 info in 2 objects\n$/);
});

describe('what is read', () => {
  const [one, two] = [tlsGateway('one'), tlsGateway('two')];
  const counts = async (args: string[], stdin = '') => (await run(['check', ...args], { files: { 'a/one.yaml': one, 'b/sub/two.yml': two, 'b/notes.txt': two }, stdin })).stdout.split('\n').at(-2);

  test.each<[string, string[], string, string]>([
    ['a file', ['a/one.yaml'], '', '0 errors, 0 warnings, 0 infos in 1 object'],
    ['a file of any name', ['a/one.yaml', 'b/notes.txt'], '', '1 error, 0 warnings, 0 infos in 2 objects'],
    ['folders, with all below them', ['a', 'b/'], '', '1 error, 0 warnings, 0 infos in 2 objects'],
    ['standard input', ['-'], `${one}---\n${two}`, '1 error, 0 warnings, 0 infos in 2 objects'],
    ['a file and standard input', ['a', '-'], two, '1 error, 0 warnings, 0 infos in 2 objects'],
    ['a file that is named twice, once', ['a', 'a/one.yaml'], '', '0 errors, 0 warnings, 0 infos in 1 object'],
  ])('%s', async (_, args, stdin, last) => expect(await counts(args, stdin)).toBe(last));

  test('a path outside of the working directory is told in full', async () => {
    const { stderr } = await run(['check', '/no/such/folder']);
    expect(stderr).toBe('cdk8s-istio: /no/such/folder: there is no such file\n');
  });

  test('a path inside of it is told from there, however it was given', async () => {
    const { stdout } = await run(['check', './dist/../dist/'], { files: DUPLICATE });
    expect(stdout).toContain('\n    dist/two.yaml:2 (Gateway web/two)\n');
  });
});

describe('objects that exist', () => {
  const check = (files: Readonly<Record<string, string>>) => run(['check', 'dist', '--existing', 'cluster'], { files });

  test('are what others are checked against, and were there before', async () => {
    const { code, stdout } = await check({ 'dist/two.yaml': tlsGateway('two'), 'cluster/one.yaml': tlsGateway('one') });
    expect([code, stdout.split('\n').slice(1, 3)]).toEqual([1, ['    cluster/one.yaml:1 (Gateway web/one)', '    dist/two.yaml:1 (Gateway web/two)']]);
    expect(stdout).toMatch(/in 1 object\n$/);
  });

  test('are replaced by those of the same kind, namespace and name', async () => {
    const { code } = await check({ 'dist/one.yaml': tlsGateway('one', { host: 'blog.example.com' }), 'dist/two.yaml': tlsGateway('two'), 'cluster/one.yaml': tlsGateway('one') });
    expect(code).toBe(0);
  });

  test('are not told about where the others have no part in it', async () => {
    const cluster = { 'cluster/one.yaml': tlsGateway('one'), 'cluster/two.yaml': tlsGateway('two') };
    expect(await check({ ...cluster, 'dist/three.yaml': tlsGateway('three', { host: 'blog.example.com' }) })).toMatchObject({ code: 0, stdout: '0 errors, 0 warnings, 0 infos in 1 object\n' });
    expect((await check({ ...cluster, 'dist/three.yaml': tlsGateway('three') })).code).toBe(1);
  });

  test('may come from standard input, and must be usable', async () => {
    const files = { 'dist/two.yaml': tlsGateway('two') };
    expect((await run(['check', '--existing=-'], { files, stdin: tlsGateway('one') })).code).toBe(1);
    expect(await run(['check', '--existing=-'], { files, stdin: 'x: y: z' })).toMatchObject({ code: 2, stderr: 'cdk8s-istio: <stdin>:1: bad indentation of a mapping entry\n' });
  });
});

describe('what cannot be used is told in one line, and the rest is checked', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['a bracket alone', '[', ['1: unexpected end of the document within a flow collection']],
    ['bad syntax in a later document', 'kind: A\n---\nx: y: z\n', ['3: bad indentation of a mapping entry']],
    ['two bad documents', 'x: y: z\n---\n[', ['1: bad indentation of a mapping entry', '3: unexpected end of the document within a flow collection']],
    ['a key that stands twice', 'kind: A\nspec:\n  hosts: [a]\n  hosts: [b]\n', ['4: a map has the key hosts twice']],
    ['a template that is not rendered', 'kind: A\nname: {{ .Values.name }}\n', ['1: a key is a map, as in a template that is not rendered']],
    ['a program', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0xff, 0xfe, 10, 0, 0x3a, 0x20, 0x9b, 10, 0x5b]), [' it is a binary file, not text']],
    ['a file of Notepad', Buffer.from('\uFEFFkind: A\n', 'utf16le'), [' it is in UTF-16; save it in UTF-8']],
    ['letters in Latin-1', Buffer.from('kind: Ä\n', 'latin1'), [' it is not text in UTF-8']],
    ['a list that is in itself', 'kind: List\nitems: &a\n- kind: List\n  items: *a\n', ['1: it contains itself']],
    ['50,000 brackets', `kind: A\nspec: ${'['.repeat(50_000)}`, ['2: it nests deeper than 1000 levels']],
  ])('%s', async (_, bad, told) => {
    const outcome = await run(['check'], { files: { ...DUPLICATE, 'dist/bad.yaml': bad } });
    expect(outcome).toMatchObject({ code: 2, stderr: told.map((each) => `cdk8s-istio: dist/bad.yaml:${each}\n`).join('') });
    expect(outcome.stdout).toMatch(/^error MESH101 [^]*\n1 error, /);
  });

  test.each<[string, string[], string]>([
    ['no dist', ['check'], 'dist: there is no such file'],
    ['a missing path', ['check', 'no-such'], 'no-such: there is no such file'],
    ['a link that leads to itself', ['check', 'self'], 'self: its links lead in a circle'],
    ['a folder without manifests', ['check', 'empty'], 'empty: there is no .yaml, .yml or .json file'],
    ['a missing path of what exists', ['check', 'web.yaml', '--existing', 'no-such'], 'no-such: there is no such file'],
  ])('%s', async (_, args, told) => {
    const prepare = (cwd: string) => symlinkSync('self', join(cwd, 'self'));
    expect(await run(args, { files: { 'web.yaml': tlsGateway('one'), 'empty/notes.txt': '' }, prepare })).toMatchObject({ code: 2, stderr: `cdk8s-istio: ${told}\n` });
  });
});

describe('odd input that is no mistake passes', () => {
  test.each<[string, string]>([
    ['numbers and texts for documents', '42\n---\ntext\n---\n- 1\n'],
    ['nothing at all', ''],
  ])('%s', async (_, text) => expect(await run(['check', '-'], { stdin: text })).toMatchObject({ code: 0, stderr: '' }));

  test('a folder that a link leads back to', async () => {
    expect(await run(['check'], { files: DISTINCT, prepare: (cwd) => symlinkSync('..', join(cwd, 'dist/circle')) })).toMatchObject({ code: 0, stderr: '' });
  });
});

test('findings come by file, line and code, whatever the order of the paths', async () => {
  const files = { 'b.yaml': `${tlsGateway('three')}---\n${tlsGateway('two')}`, 'a.yaml': tlsGateway('one') };
  const headlines = async (...paths: string[]) => (await run(['check', '--format', 'json', ...paths], { files })).stdout.match(/^ {6}"path": .*|^ {6}"line": .*/gm);
  expect(await headlines('a.yaml', 'b.yaml')).toEqual(['      "path": "b.yaml",', '      "line": 1,', '      "path": "b.yaml",', '      "line": 13,']);
  expect(await headlines('b.yaml', 'a.yaml')).toEqual(['      "path": "a.yaml",', '      "line": 1,', '      "path": "b.yaml",', '      "line": 13,']);
});
