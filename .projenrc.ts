import { JsonFile, javascript, typescript } from 'projen';

const project = new typescript.TypeScriptProject({
  name: 'cdk8s-istio',
  description: 'Expose services through Istio, typed and checked at synth: cdk8s constructs for Gateway, VirtualService and DestinationRule',
  keywords: ['cdk', 'cdk8s', 'istio', 'kubernetes', 'ingress', 'gateway'],
  authorName: 'The cdk8s-istio authors',
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-istio authors',
  defaultReleaseBranch: 'main',
  projenrcTs: true,

  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  typescriptVersion: '~5.9',
  github: false,
  buildWorkflow: false,
  release: false,
  depsUpgrade: false,
  eslint: false,
  prettier: false,
  sampleCode: false,
  npmignoreEnabled: false,

  // Sources stay in lib/ and imports/; everything compiled goes to build/.
  srcdir: 'lib',
  libdir: 'build',
  testdir: 'test',
  entrypoint: 'build/lib/index.js',
  entrypointTypes: 'build/lib/index.d.ts',
  tsconfig: {
    compilerOptions: {
      rootDir: '.',
      outDir: 'build',
      target: 'ES2022',
      lib: ['es2022'],
      inlineSourceMap: false,
      inlineSources: false,
      stripInternal: true,
    },
    include: ['imports/**/*.ts'],
  },
  peerDeps: ['cdk8s@^2.68.12', 'constructs@^10.3.0'],
  bin: { 'cdk8s-istio': 'build/lib/cli/main.js' },

  deps: ['js-yaml@^4.3.2', 'picocolors@^1', 're2js@^2'],
  devDeps: [
    '@bufbuild/cel',
    '@microsoft/jest-sarif@1.0.0-beta.0',
    '@types/js-yaml@^4',
    '@types/node@^20',
    '@types/sarif@^2',
    'ajv@^8',
    'ajv-draft-04@^1',
    'ajv-formats@^3',
    'cdk8s-cli',
    'cdk8s-plus-27',
    'cdk8s-plus-34',
    'fast-check@~4.5',
    'json-schema-to-typescript@~16.0.0',
    'ts-node',
    'typedoc@~0.28',
    'yaml@^2',
  ],
  jestOptions: {
    jestVersion: '^30',
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      testMatch: ['<rootDir>/examples/**/*.test.ts'],
      moduleNameMapper: { '^cdk8s-istio$': '<rootDir>/lib', '^cdk8s-istio/testing$': '<rootDir>/lib/testing' },
      collectCoverage: false,
      // Machines differ; a test that hangs is told from one that is slow.
      testTimeout: 60_000,
    },
  },
});

// Tests and examples are type-checked together, against the sources and under the package's public name.
const testConfig = project.tryFindObjectFile('test/tsconfig.json');
testConfig?.addOverride('include', ['**/*.ts', '../examples/**/*.ts', '../projenrc/**/*.ts']);
testConfig?.addOverride('compilerOptions.paths', { 'cdk8s-istio': ['../lib'], 'cdk8s-istio/testing': ['../lib/testing'] });
// The types of the whole project are checked once, before the tests: ts-jest only strips them.
testConfig?.addOverride('compilerOptions.isolatedModules', true);
project.testTask.prependExec('tsc --project test/tsconfig.json');

project.package.addField('exports', {
  '.': { types: './build/lib/index.d.ts', default: './build/lib/index.js' },
  './testing': { types: './build/lib/testing/index.d.ts', default: './build/lib/testing/index.js' },
  './package.json': './package.json',
});
// For users whose TypeScript looks for modules as it did before there were exports.
project.package.addField('typesVersions', { '*': { testing: ['build/lib/testing/index.d.ts'] } });
// A release of a tool of jest's whose packages for some platforms are missing, so that a lock file cannot name them all.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });
project.package.addField('files', ['build/lib', 'build/imports']);

// An example run by hand finds the compiled package as its users do, by its own name.
new JsonFile(project, 'examples/tsconfig.json', {
  obj: {
    extends: '../tsconfig.json',
    compilerOptions: { rootDir: '..', noEmit: true, module: 'Node16', moduleResolution: 'Node16' },
    include: ['**/*.ts'],
  },
});
project.gitignore.addPatterns('/examples/*/dist/');

for (const example of ['bookinfo', 'duplicate-host', 'virtual-hosting', 'kiali', 'kubeflow', 'additional-gateway', 'passthrough', 'canary', 'monorepo', 'egress']) {
  project.addTask(example, {
    description: `Synthesize examples/${example} and show its manifests`,
    receiveArgs: true,
    steps: [
      { spawn: 'compile' },
      { exec: 'ts-node --project ../tsconfig.json main.ts', cwd: `examples/${example}`, receiveArgs: true },
      { exec: 'cat dist/*.yaml', cwd: `examples/${example}` },
    ],
  });
}

project.addTask('imports', {
  description: 'Generate the wire types from the CRDs of the pinned Istio release; --crds FILE reads a file, --check only compares',
  exec: 'ts-node --project projenrc/tsconfig.json projenrc/imports/main.ts',
  receiveArgs: true,
});
project.addTask('rules-document', { description: 'Write lib/rules/RULES.md anew from the rules', exec: 'ts-node -T --project test/tsconfig.json projenrc/rules-document.ts' });
project.addTask('api-reference', { description: 'Write docs/api anew from the doc comments', exec: 'ts-node -T --project test/tsconfig.json projenrc/api-reference.ts' });
project.addTask('fields-document', {
  description: 'Write docs/fields.md anew from Istio\'s definitions and the samples in test/docs/fields',
  exec: 'ts-node -T --project test/tsconfig.json projenrc/fields-document.ts',
});
project.addTask('bench', {
  description: 'Measure synth and startup against bare ApiObjects; --write puts the ratios into test/bench/README.md',
  steps: ['synth', 'startup'].map((name) => ({ exec: `ts-node --project test/tsconfig.json test/bench/${name}.ts`, receiveArgs: true })),
});

project.addTask('bench:check', {
  description: 'Measure check against istioctl analyze; --write puts the ratios into test/bench/README.md',
  receiveArgs: true,
  steps: [{ spawn: 'compile' }, { exec: 'ts-node -T --project test/tsconfig.json test/bench/check.ts', receiveArgs: true }],
});

project.addTask('bench:route', {
  description: 'Measure the router on 10,000 hosts against 100; --write puts the ratio into test/bench/README.md',
  steps: [{ exec: 'ts-node -T --project test/tsconfig.json test/bench/route.ts', receiveArgs: true }],
});

// Outside the tests the examples are the compiled package's users, so what asks the engine about them compiles first.
const conformance = (name: string, program: string, description: string) => project.addTask(`conformance:${name}`, {
  description,
  receiveArgs: true,
  steps: [{ spawn: 'compile' }, { exec: `ts-node -T -P test/tsconfig.json test/conformance/${program}`, receiveArgs: true }],
});
project.addTask('conformance:setup', { description: 'Build istiod\'s code and install Envoy, for the conformance checks', exec: 'test/conformance/engine/setup.sh' });
conformance('record', 'record.ts', 'Ask the real engine about every case and record its answers');
conformance('check', 'record.ts --check', 'Ask the real engine again and compare with what is recorded');
conformance('istioctl', 'istioctl.ts', 'Run istioctl validate, istioctl analyze and all of Istio\'s analyzers on every case');
conformance('prove', 'prove.ts', 'Have Istio\'s own checks and the real engine judge the examples of every rule; --record keeps what they say');
conformance('analyzers', 'analyzers.ts', 'Compare all of Istio\'s analyzers with our rules on Istio\'s own fixtures, and write ANALYZERS.md');
conformance('samples', 'samples.ts', 'Check Istio\'s own samples: nothing at warning or above');
conformance('validation', 'validation/main.ts', 'Mutate objects and compare what Istio\'s validation and our rules say; --kind KIND --seed N --count N, --record');
conformance('meshes', 'meshes/main.ts', 'Make up meshes and compare what the model builds with the real engine; --seed N --count N, --record');
conformance('routing', 'routing/main.ts', 'Make up meshes and requests and compare where the router and the real engine send them; --seed N --count N --requests N, --record');
conformance('orders', 'orders/main.ts', 'Make up meshes without ages and compare the outcomes that the router names with those of the real engine in every order; --seed N --count N --requests N');
conformance('ask', 'ask.ts', 'Ask the real engine one question of your own');

project.addTask('mutants', {
  description: 'Make deliberate mistakes in the router, one at a time in a copy, and see that the tests catch each; with words only those whose sentence has one',
  receiveArgs: true,
  steps: [{ exec: 'ts-node -T -P test/tsconfig.json test/mutants/main.ts', receiveArgs: true }],
});
for (const generated of ['/docs/api/**', '/test/conformance/recorded/**', '/test/conformance/engine/go.sum']) {
  project.gitattributes.addAttributes(generated, 'linguist-generated');
}
project.gitattributes.addAttributes('/imports/**', 'linguist-generated');

project.synth();
