import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh, type Mesh } from '../../lib/model/mesh';
import type { Example, Rule } from '../../lib/rules/define-rule';
import { rules } from '../../lib/rules/registry';
import { runRules } from '../../lib/rules/run';
import { CallSite } from '../../lib/values/call-site';

const INFRASTRUCTURE = ['define-rule', 'example-manifests', 'registry', 'run'];
const FAMILIES = /^MESH[1-7,9]\d\d$/;

function meshOf({ yaml, ours = false }: Example): Mesh {
  return buildMesh(parseManifests({ path: 'example', text: yaml }).map((object, index) => ({
    object, origin: { kind: 'construct', path: `object-${index}`, ...(ours && { site: new CallSite() }) },
  })));
}

const codesOf = (example: Example) => runRules(meshOf(example)).map(({ code }) => code);

function partsRead(rule: Rule, mesh: Mesh): ReadonlySet<PropertyKey> {
  const read = new Set<PropertyKey>();
  const watched = new Proxy(mesh, { get: (target, key) => { read.add(key); return Reflect.get(target, key); } });
  runRules(watched, [rule]);
  return read;
}

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test('finds something in its bad example', () => expect(codesOf(rule.examples.bad)).toEqual([code]));
  test('is silent on its good example, as all others are', () => expect(codesOf(rule.examples.good)).toEqual([]));
  test('reads of the mesh just what it declares', () => expect([...partsRead(rule, meshOf(rule.examples.bad))].sort()).toEqual([...rule.reads].sort()));
  test('has a code of a known family and a summary of one sentence', () => {
    expect(code).toMatch(FAMILIES);
    expect(rule.summary).toMatch(/^[A-Z][^.]*\.$/);
  });
});

test('every rule file is registered under its own name, and every code once', () => {
  const files = readdirSync(join(__dirname, '../../lib/rules')).filter((file) => file.endsWith('.ts')).map((file) => file.replace(/\.ts$/, ''));
  expect(rules.map(({ name }) => name).sort()).toEqual(files.filter((file) => !INFRASTRUCTURE.includes(file)).sort());
  expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  expect(rules.map(({ code }) => code)).toEqual(rules.map(({ code }) => code).sort());
});
