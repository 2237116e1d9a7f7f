import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readManifestFiles } from '../../lib/files/read-file';

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

test('what cannot be read is told, and the rest is read', () => {
  const { files, unreadable } = readManifestFiles([join(folder, 'no-such'), join(folder, 'b.yaml')]);
  expect([files.length, unreadable]).toEqual([1, [{ path: join(folder, 'no-such'), reason: 'there is no such file' }]]);
});
