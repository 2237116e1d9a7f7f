import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reflection } from './model';

export interface EntryPoint {
  /** As users import it. */
  readonly name: 'cdk8s-istio' | 'cdk8s-istio/testing';
  readonly symbols: readonly Reflection[];
}

export interface Converted {
  readonly entryPoints: readonly EntryPoint[];
  /** What typedoc says is not documented, not exported or linked to nowhere: a line each. */
  readonly warnings: readonly string[];
}

/** What typedoc warns of and is meant to be. */
const EXPECTED: readonly RegExp[] = [
  /Found \d+ errors/,
  // Istio's own types have no pages.
  / defined in cdk8s-istio\/imports\/\w+\.ts, is referenced by /,
  // The index says once what scope and id are, and what props are their type says.
  /\.constructor\.(?:scope|id|props) \(Parameter\)/,
];

const ROOT = join(__dirname, '../..');

/** What both entry points export, with its doc comments. Typedoc is a program of its own, as it is an ES module. */
export function convert(): Converted {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-api-'));
  try {
    const json = join(folder, 'api.json');
    const args = [join(ROOT, 'node_modules/typedoc/bin/typedoc'), '--options', join(__dirname, 'typedoc.jsonc'), '--json', json];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
    if (status !== 0) throw new Error(`typedoc failed:\n${stdout}${stderr}`);
    const { children = [] } = JSON.parse(readFileSync(json, 'utf8')) as Reflection;
    const names = { index: 'cdk8s-istio', testing: 'cdk8s-istio/testing' } as const;
    return {
      entryPoints: children.map((module) => ({ name: names[module.name as keyof typeof names], symbols: module.children ?? [] })),
      warnings: `${stdout}${stderr}`.split('\n').filter((line) => line.includes('[warning]') && !EXPECTED.some((each) => each.test(line))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
