import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { tlsGateway } from '../cli/running';
import { pack, type Packed } from './pack';
import { compile, createProject, node, tsNode, writeCompilerOptions, type Project } from './project';

import { synthesize } from './plugin-app';
import { internalMembers } from './published-types';
import { end } from './run';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

let folder: string;
let packed: Packed;
let project: Project;

// Compiling and installing take their time on a busy machine.
jest.setTimeout(300_000);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-package-'));
  packed = pack(folder);
  project = createProject(join(folder, 'project'), join(__dirname, 'app'), packed.tarball, ['cdk8s-plus-34']);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What each TypeScript file below a folder of the sources is compiled to. */
function compiled(sources: string): readonly string[] {
  return readdirSync(join(packed.sources, sources), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .flatMap((path) => ['.js', '.d.ts'].map((ending) => `build/${sources}/${path.replaceAll('\\', '/').replace(/\.ts$/, ending)}`));
}

function parse(text: string): readonly Manifest[] {
  return [...parseAllDocuments(text)].map((document) => document.toJS() as Manifest);
}

/** The manifests that the app has written, after it was run afresh. */
function written(run: () => void): readonly Manifest[] {
  const dist = join(project.folder, 'dist');
  rmSync(dist, { recursive: true, force: true });
  run();
  return readdirSync(dist).sort().flatMap((file) => parse(readFileSync(join(dist, file), 'utf8')));
}

function specOf(manifests: readonly Manifest[], kind: string, name: string): Manifest['spec'] | undefined {
  return manifests.find((each) => each.kind === kind && each.metadata.name === name)?.spec;
}

/** What the project's routes.ts prints. */
const ROUTES = {
  hosts: [['hello.example.com']], kinds: ['forwarded', 'refused'], reaches: true,
  message: 'expected http://hallo.example.com/ to reach hello, but it is refused: no-host (404)',
};

function expectTheAppsManifests(manifests: readonly Manifest[]): void {
  const cart = manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.namespace === 'shop' && metadata.name !== 'reviews');
  const reviews = (subset: string) => ({ host: 'reviews', port: { number: 9080 }, subset });
  const headers = { 'end-user': { exact: 'jason' } };
  expect(specOf(manifests, 'VirtualService', 'site')).toEqual({
    hosts: ['shop.example.com'],
    gateways: ['edge/shop'],
    http: [
      { match: [{ uri: { exact: '/' } }], redirect: { uri: '/reviews', redirectCode: 302 } },
      {
        match: [{ uri: { exact: '/reviews/mine' }, headers }, { uri: { prefix: '/reviews/mine/' }, headers }],
        rewrite: { uri: '/' }, route: [{ destination: reviews('v2') }],
      },
      { match: [{ uri: { prefix: '/reviews' } }], route: [{ destination: reviews('v1'), weight: 90 }, { destination: reviews('v2'), weight: 10 }] },
      { match: [{ uri: { prefix: '/cart' }, method: { exact: 'POST' } }], route: [{ destination: { host: cart?.metadata.name, port: { number: 8080 } } }] },
    ],
  });
  expect(specOf(manifests, 'Gateway', 'tls')?.servers).toEqual([
    { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['kiali.example.com'], tls: { mode: 'SIMPLE', credentialName: 'kiali-tls' } },
    { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['kiali.example.com'], tls: { httpsRedirect: true } },
  ]);
  expect(specOf(manifests, 'VirtualService', 'kiali')?.http).toEqual([
    { route: [{ destination: { host: 'kiali.istio-system.svc.corp.internal', port: { number: 20001 } } }] },
  ]);
  expect(manifests.filter(({ kind }) => kind === 'DestinationRule')).toHaveLength(2);
}

describe('the tarball', () => {
  test('holds what the sources compile to, the licence and the readme, and nothing else', () => {
    expect(packed.files).toEqual(['LICENSE', 'README.md', 'package.json', ...compiled('lib'), ...compiled('imports')].sort());
  });

  test('publishes no member that is for the package\'s own use', () => {
    expect(internalMembers(join(project.folder, 'node_modules/cdk8s-istio/build/lib'))).toEqual([]);
  });

  test('has two doors, and no other', () => {
    const { code, errors } = end(process.execPath, ['-e', 'require("cdk8s-istio/build/lib/constructs/match")'], project.folder);
    expect(errors).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
    expect(code).toBe(1);
  });
});

describe('the command', () => {
  const command = (...args: string[]) => end(join(project.folder, 'node_modules/.bin/cdk8s-istio'), args, project.folder);

  test('is installed, and knows its rules', () => {
    expect(command('rules')).toMatchObject({ code: 0, output: expect.stringMatching(/^MESH101 {2}error/), errors: '' });
  });

  test('says by its exit code that a file cannot be read', () => {
    expect(command('check', 'no-such.yaml')).toEqual({
      code: 2, output: '0 errors, 0 warnings, 0 infos in 0 objects\n', errors: 'cdk8s-istio: no-such.yaml: there is no such file\n',
    });
  });
});

describe('the plugin of cdk8s-cli, in an app that is not in TypeScript', () => {
  const synth = (...hosts: string[]) => synthesize(project, hosts.map((host, index) => tlsGateway(`gateway-${index}`, { host })).join('---\n'));

  test('lets manifests without a mistake pass', () => {
    const { code, output } = synth('a.example.com', 'b.example.com');
    expect([code, output]).toEqual([0, expect.stringContaining('success')]);
  });

  test('fails the synth for an error, and says what is wrong, where and what to do', () => {
    const { code, output } = synth('a.example.com', 'a.example.com');
    expect(code).toBe(2);
    expect(output).toContain('MESH101 host-claimed-twice (error)');
    expect(output).toContain('Gateway web/gateway-1');
    expect(output).toContain('Manifest Path: dist/app.yaml');
    expect(output).toContain('host "a.example.com" is taken twice');
  });

  test('takes its properties from cdk8s.yaml', () => {
    const manifests = [0, 1].map((index) => tlsGateway(`gateway-${index}`)).join('---\n');
    expect(synthesize(project, manifests, { severity: { MESH101: 'warning' } })).toMatchObject({ code: 0, output: expect.stringContaining('MESH101 host-claimed-twice (warning)') });
    expect(synthesize(project, manifests, { severty: {} })).toMatchObject({
      code: 1, errors: expect.stringContaining('IstioValidation has no property "severty"; it has existing, complete, meshConfig and severity'),
    });
  });
});

describe('a project of cdk8s init', () => {
  test('compiles an app, refuses mistakes, and runs it by ts-node', () => {
    expect(compile(project, 'tsconfig.json')).toEqual([]);
    expectTheAppsManifests(written(() => tsNode(project, 'main.ts')));
    expect(JSON.parse(tsNode(project, 'routes.ts'))).toEqual(ROUTES);
  });

  test('does so with module resolution node16, too, for CommonJS and ES modules', () => {
    const options = { module: 'Node16', moduleResolution: 'Node16' };
    writeCompilerOptions(project.folder, 'tsconfig.node16.json', options, ['**/*.ts', '**/*.mts', '**/*.cts']);
    expect(compile(project, 'tsconfig.node16.json')).toEqual([]);
    expectTheAppsManifests(written(() => node(project, 'main.js')));
    expect(JSON.parse(node(project, 'routes.js'))).toEqual(ROUTES);
    expect(node(project, 'routes-module.mjs')).toBe('refused');
    expect(JSON.parse(node(project, 'module.mjs'))).toEqual({
      hosts: ['module.example.com'], gateways: ['edge/gateway'], http: [{ route: [{ destination: { host: 'hello', port: { number: 80 } } }] }],
    });
  });

  test('can be of plain JavaScript', () => {
    expect(node(project, 'routes-plain.js')).toBe('refused');
    const manifests = parse(node(project, 'plain.js'));
    expect(specOf(manifests, 'Gateway', 'gateway')).toEqual({
      selector: { istio: 'ingressgateway' }, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['hello.example.com'] }],
    });
    expect(specOf(manifests, 'VirtualService', 'hello')).toEqual({
      hosts: ['hello.example.com'], gateways: ['gateway'], http: [{ route: [{ destination: { host: 'hello', port: { number: 80 } } }] }],
    });
  });
});
