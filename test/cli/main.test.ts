import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../lib/cli/main';
import { EXAMPLES_NOW } from '../support';
import { DISTINCT, run } from './running';

describe('a command line that cannot be used is told in one line', () => {
  test.each<[string[], string]>([
    [[], 'a command is missing; there are check, route and rules'],
    [['chek'], 'there is no command "chek"; there are check, route and rules'],
    [['toString'], 'there is no command "toString"; there are check, route and rules'],
    [['check', '--no-such'], "unknown option '--no-such'"],
    [['check', '--format'], "option '--format <value>' argument missing"],
    [['check', '--format', '--existing'], "option '--format' argument is ambiguous"],
    [['check', '--format', 'xml'], 'there is no format "xml"; use text, json, sarif or github'],
    [['check', '--format', 'toString'], 'there is no format "toString"; use text, json, sarif or github'],
    [['check', '--severity', 'MESH101'], 'a severity is CODE=off|info|warning|error, not "MESH101"'],
    [['check', '--severity', 'MESH101=fatal'], 'there is no severity "fatal"; use off, info, warning or error'],
    [['check', ''], 'a path is empty'],
    [['check', '-', '--existing', '-'], 'standard input is either what to check or what exists, not both'],
    [['rules', 'MESH101', 'MESH102'], 'rules shows one rule at a time'],
    [['a\nb\u001b[2J'], 'there is no command "a\\u000ab\\u001b[2J"; there are check, route and rules'],
  ])('%j', async (args, told) => {
    expect(await run(args, { files: DISTINCT })).toEqual({ code: 2, stdout: '', stderr: `cdk8s-istio: ${told}; see cdk8s-istio --help\n` });
  });

  test.each<[string[], string]>([
    [['check', '--complete', 'Services'], '"Services" is not KIND or KIND@NAMESPACE with a kind that is read: AuthorizationPolicy, '],
    [['check', '--complete', 'Service@'], '"Service@" is not KIND or KIND@NAMESPACE with a kind that is read: '],
    [['check', '--mesh-config', 'no-such.yaml'], 'cannot read "$CWD/no-such.yaml": there is no such file; '],
    [['check', '--mesh-config', 'list.yaml'], '"list.yaml" holds no MeshConfig: it is not a map in YAML; '],
  ])('%j', async (args, beginning) => {
    const { code, stderr } = await run(args, { files: { ...DISTINCT, 'list.yaml': '[]' } });
    expect([code, stderr.split('\n').length, stderr.slice(0, `cdk8s-istio: ${beginning}`.length)]).toEqual([2, 2, `cdk8s-istio: ${beginning}`]);
  });

  test.each([['check', '--severity', 'MESH999=off'], ['rules', 'MESH999']])('a code that no rule has, with those that there are: %s %s', async (...args) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^cdk8s-istio: there is no rule "MESH999"; "cdk8s-istio rules" lists those that there are, such as MESH101; see cdk8s-istio --help\n$/) });
  });
});

test.each([['--help'], ['-h'], ['check', '--help'], ['rules', '-h']])('help is no mistake: %s %s', async (...args) => {
  expect(await run(args.filter((arg) => arg !== undefined))).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Usage:\n {2}cdk8s-istio check /), stderr: '' });
});

test('a mistake of our own is one line, too', async () => {
  const lines: string[] = [];
  const broken = () => { throw new TypeError('oops\n    at here'); };
  expect(await main(['rules'], { cwd: '/', colors: false, now: EXAMPLES_NOW, stdin: async () => '', stdout: broken, stderr: (text) => lines.push(text) })).toBe(2);
  expect(lines).toEqual(['cdk8s-istio: this is a mistake of cdk8s-istio, please report it: oops\\u000a    at here\n']);
});

test('the file of the command can be run by its name', () => {
  expect(readFileSync(join(__dirname, '../../lib/cli/main.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
