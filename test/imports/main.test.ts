import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Before the generator itself, as it puts something in Prettier's place.
import { crd, fields, fileOf, GROUP, releaseOf, text } from './generating';
import { main, Surroundings } from '../../projenrc/imports/main';
import { Release } from '../../projenrc/imports/release';
import { sha256 } from '../../projenrc/imports/source';

const FILE = fileOf(crd('Toy', fields({ name: text })));
const OUTPUT = ['SHA256SUMS', 'schemas', 'toys.ts', 'validators'];

let folder: string;
let imports: string;
let crds: string;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imports-'));
  imports = join(folder, 'imports');
  crds = join(folder, 'crds.yaml');
  writeFileSync(crds, FILE);
  lines = [];
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(args: string[], release: Release = releaseOf(FILE)): Promise<number> {
  const surroundings: Surroundings = {
    release,
    names: { [GROUP]: {} },
    directory: imports,
    print: (line) => lines.push(line),
    complain: (line) => lines.push(`! ${line}`),
  };
  return main(args, surroundings);
}

describe('the generator', () => {
  it('writes the types, the schemas, the validators and the checksums of all', async () => {
    expect(await run(['--crds', crds])).toBe(0);
    expect(readdirSync(imports).sort()).toEqual(OUTPUT);
    const types = readFileSync(join(imports, 'toys.ts'), 'utf8');
    expect(types).toContain('export interface ToySpec');
    const names = ['toys.ts', 'schemas/index.ts', 'schemas/rules.ts', 'schemas/Toy.ts', 'validators/Toy.ts'];
    const sums = names.map((name) => `${sha256(readFileSync(join(imports, name), 'utf8'))}  ${name}\n`);
    expect(readFileSync(join(imports, 'SHA256SUMS'), 'utf8')).toBe(sums.join(''));
    expect(lines).toEqual([...names, 'SHA256SUMS'].map((name) => `imports/${name}`));
  });

  it('refuses an option that it does not know, in one line', async () => {
    expect(await run(['--crd', crds])).toBe(2);
    expect(lines).toEqual(["! imports: Unknown option '--crd'; usage: npm run imports -- [--crds FILE] [--check]"]);
  });

  it('refuses an argument that belongs to no option, in one line', async () => {
    expect(await run([crds])).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/^! imports: Unexpected argument '.*'; usage: [^\n]*$/)]);
  });

  it('refuses a file that it cannot read, in one line', async () => {
    expect(await run(['--crds', `${crds}.gone`])).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/^! imports: cannot read \S+crds\.yaml\.gone, given by --crds: ENOENT[^\n]*$/)]);
  });

  it('refuses a file with another checksum, and says which it has, which it should have and what to do', async () => {
    writeFileSync(crds, `${FILE}\n`);
    expect(await run(['--crds', crds])).toBe(2);
    expect(lines).toEqual([
      `! imports: ${crds} is not the file of Istio 0.0.7: its sha256 is ${sha256(`${FILE}\n`)}, expected ${sha256(FILE)}; `
      + 'use the file at http://127.0.0.1/unused, or to move to another release change projenrc/imports/release.ts',
    ]);
    expect(readdirSync(folder)).toEqual(['crds.yaml']);
  });
});

describe('the check', () => {
  beforeEach(async () => {
    await run(['--crds', crds]);
    lines = [];
  });

  it('passes on what the generator wrote', async () => {
    expect(await run(['--crds', crds, '--check'])).toBe(0);
    expect(lines).toEqual(['imports/ is what the generator makes']);
  });

  it('names a file that was edited, and leaves it as it is', async () => {
    writeFileSync(join(imports, 'toys.ts'), '// mine');
    expect(await run(['--crds', crds, '--check'])).toBe(1);
    expect(lines).toEqual(['! imports/toys.ts is not what the generator makes: run "npm run imports"']);
    expect(readFileSync(join(imports, 'toys.ts'), 'utf8')).toBe('// mine');
  });

  it.each(['SHA256SUMS', 'schemas/Toy.ts', 'validators/Toy.ts'])('names a file that is gone: %s', async (name) => {
    rmSync(join(imports, name));
    expect(await run(['--crds', crds, '--check'])).toBe(1);
    expect(lines).toEqual([`! imports/${name} is not what the generator makes: run "npm run imports"`]);
  });
});

describe('a download', () => {
  let server: Server;
  let origin: string;

  beforeEach(async () => {
    server = createServer(({ url }, response) => {
      response.statusCode = url === '/crds.yaml' ? 200 : 404;
      response.end(FILE);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(() => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  }));

  it('from the address of the release is what the generator works on if no file is given', async () => {
    expect(await run([], releaseOf(FILE, `${origin}/crds.yaml`))).toBe(0);
    expect(readdirSync(imports).sort()).toEqual(OUTPUT);
  });

  it('of other bytes is refused', async () => {
    expect(await run([], releaseOf('other', `${origin}/crds.yaml`))).toBe(2);
    expect(lines).toEqual([expect.stringContaining(`its sha256 is ${sha256(FILE)}, expected ${sha256('other')}`)]);
  });

  it('from an address that has no file is refused, in one line', async () => {
    expect(await run([], releaseOf(FILE, `${origin}/gone.yaml`))).toBe(2);
    expect(lines).toEqual([
      `! imports: cannot download ${origin}/gone.yaml: HTTP 404 Not Found; pass a copy of the file with --crds FILE`,
    ]);
  });

  it('from a server that is down is refused, in one line', async () => {
    await new Promise((closed) => server.close(closed));
    expect(await run([], releaseOf(FILE, `${origin}/crds.yaml`))).toBe(2);
    expect(lines).toEqual([expect.stringMatching(/^! imports: cannot download [^\n]*ECONNREFUSED[^\n]*; pass a copy/)]);
  });
});

it('says as a command what is wrong in one line of standard error, and exits with 2', () => {
  const command = ['--require', 'ts-node/register/transpile-only', 'projenrc/imports/main.ts', '--crds', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^imports: cannot read [^\n]*EISDIR[^\n]*\n$/);
});
