import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readFile, readManifestFiles } from '../../lib/files/read-file';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
beforeAll(() => {
  mkdirSync(join(folder, 'sub'));
  for (const name of ['b.yaml', 'a.yml', 'c.json', 'notes.txt', 'sub/d.yaml']) writeFileSync(join(folder, name), name);
  symlinkSync('..', join(folder, 'sub', 'circle'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const texts = (...paths: string[]) => readManifestFiles(paths.map((path) => join(folder, path))).files.map(({ text }) => text);

test('of a folder all manifests below it are read, in the order of their names, also where a link leads back', () => {
  expect(texts('')).toEqual(['a.yml', 'b.yaml', 'c.json', 'sub/d.yaml']);
});

test('a file that is named is read whatever its name, and once', () => {
  expect(texts('notes.txt', 'b.yaml', 'b.yaml')).toEqual(['notes.txt', 'b.yaml']);
});

describe('of a folder', () => {
  const strange = mkdtempSync(join(tmpdir(), 'cdk8s-istio-'));
  afterAll(() => rmSync(strange, { recursive: true }));

  test('what cannot be read is told, and the rest is read', () => {
    writeFileSync(join(strange, 'a.yaml'), 'a');
    writeFileSync(join(strange, 'b.yaml'), Buffer.from([0xff, 0xfe, 0x61, 0]));
    writeFileSync(join(strange, 'picture.png'), Buffer.from([0, 1, 2]));
    writeFileSync(join(strange, 'z.json'), 'z');
    symlinkSync('loop.yaml', join(strange, 'loop.yaml'));
    symlinkSync('nothing', join(strange, 'gone.yaml'));
    symlinkSync('nothing', join(strange, 'lock'));
    mkdirSync(join(strange, 'one', 'two'), { recursive: true });
    symlinkSync('../../one', join(strange, 'one', 'two', 'three'));
    const { files, unreadable } = readManifestFiles([strange]);
    expect(files.map(({ text }) => text)).toEqual(['a', 'z']);
    expect(unreadable.map(({ path, reason }) => [relative(strange, path), reason])).toEqual([
      ['b.yaml', 'it is in UTF-16; save it in UTF-8'], ['gone.yaml', 'there is no such file'], ['loop.yaml', 'its links lead in a circle'],
    ]);
  });
});

test('a file that is asked for alone is read, or told with its path', () => {
  expect(readFile(join(folder, 'a.yml'))).toEqual({ path: join(folder, 'a.yml'), text: 'a.yml' });
  writeFileSync(join(folder, 'program'), Buffer.from([1, 0, 2]));
  expect(() => readFile(join(folder, 'program'))).toThrow(new Error(`cannot read "${join(folder, 'program')}": it is a binary file, not text`));
  expect(() => readFile(folder)).toThrow(new Error(`cannot read "${folder}": it is a directory`));
  expect(() => readFile('no/such')).toThrow(new Error(`cannot read "no/such": there is no such file; paths are relative to the working directory, ${process.cwd()}`));
});

test('what cannot be read is told, and the rest is read', () => {
  const { files, unreadable } = readManifestFiles([join(folder, 'no-such'), join(folder, 'b.yaml')]);
  expect([files.length, unreadable]).toEqual([1, [{ path: join(folder, 'no-such'), reason: 'there is no such file' }]]);
});
