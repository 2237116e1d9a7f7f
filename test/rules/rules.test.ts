import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseManifests } from '../../lib/collect/yaml';
import { buildMesh, type Mesh } from '../../lib/model/mesh';
import type { Collected } from '../../lib/collect/collected';
import { formatRulesDocument } from '../../lib/report/rule-page';
import type { Example, Rule } from '../../lib/rules/define-rule';
import { rules } from '../../lib/rules/registry';
import { runRules } from '../../lib/rules/run';
import { CallSite } from '../../lib/values/call-site';
import { EXAMPLES_NOW } from '../support';

const FOLDER = join(__dirname, '../../lib/rules');
const FAMILIES = /^MESH[1-7,9]\d\d$/;

function meshOf({ yaml, ours = false, complete = [] }: Example): Mesh {
  const objects = parseManifests({ path: 'example', text: yaml }).map((object, index): Collected => ({
    object, origin: { kind: 'construct', path: `object-${index}`, ...(ours && { site: new CallSite() }) },
  }));
  return buildMesh(objects, { complete, now: EXAMPLES_NOW });
}

/** What is found in an example; what others only inform of is beside the point. */
function codesOf(example: Example, rule: Rule): readonly string[] {
  return [...new Set(runRules(meshOf(example)).filter(({ code, severity }) => code === rule.code || severity !== 'info').map(({ code }) => code))];
}

function partsRead(rule: Rule, mesh: Mesh): ReadonlySet<PropertyKey> {
  const read = new Set<PropertyKey>();
  const watched = new Proxy(mesh, { get: (target, key) => { read.add(key); return Reflect.get(target, key); } });
  for (const { data } of rule.check(watched)) rule.words(data);
  return read;
}

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test('finds something in its bad example', () => expect(codesOf(rule.examples.bad, rule)).toEqual([code]));
  test.each(rule.examples.good.map((example) => [example.why, example] as const))('finds nothing, as all others, where there is %s', (_, example) => {
    expect(codesOf(example, rule)).toEqual([]);
  });
  test('has at least three near misses, each another one', () => {
    expect(rule.examples.good.length).toBeGreaterThanOrEqual(3);
    expect(new Set([rule.examples.bad, ...rule.examples.good].map(({ yaml, ours, complete }) => JSON.stringify([yaml, ours, complete]))).size).toBe(rule.examples.good.length + 1);
  });
  test('reads of the mesh just what it declares', () => expect([...partsRead(rule, meshOf(rule.examples.bad))].sort()).toEqual([...rule.reads].sort()));
  test('has a code of a known family and a summary of one sentence', () => {
    expect(code).toMatch(FAMILIES);
    expect(rule.summary).toMatch(/^[A-Z][^.]*\.$/);
  });
});

test('every rule file is registered under its own name, and every code once', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const files = folders.flatMap((folder) => readdirSync(join(FOLDER, folder)).map((file) => join(FOLDER, folder, file)));
  const defining = files.filter((file) => readFileSync(file, 'utf8').includes(' = defineRule'));
  expect(rules.map(({ name }) => name).sort()).toEqual(defining.map((file) => basename(file, '.ts')).sort());
  expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
  expect(rules.map(({ code }) => code)).toEqual(rules.map(({ code }) => code).sort());
});

test('lib/rules/RULES.md is what the rules say; otherwise run npm run rules-document', () => {
  expect(readFileSync(join(FOLDER, 'RULES.md'), 'utf8')).toBe(formatRulesDocument(rules));
});
