import type { Field } from '../../../lib/values/field';
import { asRecord } from '../../../lib/values/read';
import type { Manifest } from '../engine/question';
import { NAMESPACE, type Case, type Change, type KindOfCases } from './kind';

type Container = Record<string | number, unknown>;

/** Every base as it is and with each of its changes alone, and then as many again with two or three at once, the same for one seed. */
export function casesOf({ bases, values, anywhere = {}, kept }: KindOfCases, { seed, count }: { readonly seed: number; readonly count: number }): readonly Case[] {
  const names = Object.keys(bases);
  const random = randomOf(seed);
  const oneOf = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
  const all = new Map(names.map((base) => [base, changesOf(bases[base], { ...values, ...anywhere }, kept)]));
  const several = Array.from({ length: count }, (): Case => {
    const base = oneOf(names);
    const size = 2 + Math.floor(random() * 2);
    return { base, changes: Array.from({ length: size }, () => oneOf(all.get(base) ?? [])) };
  });
  return [...names.flatMap((base) => [{ base, changes: [] }, ...alone(base, changesOf(bases[base], values, kept))]), ...once(bases, anywhere, kept), ...several];
}

function once(bases: KindOfCases['bases'], values: KindOfCases['values'], kept?: readonly string[]): readonly Case[] {
  return Object.entries(values).flatMap(([way, given]) => {
    const base = Object.keys(bases).find((name) => fieldsOf(bases[name], way.split('.')).length > 0);
    if (base === undefined) throw new Error(`no base has a place for "${way}"`);
    const [first] = fieldsOf(bases[base], way.split('.'));
    return alone(base, changesOf(bases[base], { [way]: given }, kept).filter(([field]) => field.join('.') === first.join('.')));
  });
}

function alone(base: string, changes: readonly Change[]): readonly Case[] {
  return changes.map((each) => ({ base, changes: [each] }));
}

/** The object of a case, in a namespace. */
export function manifestOf({ base, changes }: Case, bases: KindOfCases['bases'], namespace: string): Manifest {
  const manifest = structuredClone(bases[base]) as unknown as Container;
  for (const [field, value] of changes) change(manifest, field, value);
  return inNamespace(manifest, namespace) as Manifest;
}

// A change whose place an earlier one has taken away is none.
function change(manifest: Container, field: Field, value: unknown): void {
  const parent = field.slice(0, -1).reduce<unknown>((at, step) => (isContainer(at) ? at[step] : undefined), manifest);
  const last = field[field.length - 1];
  if (!isContainer(parent) || (Array.isArray(parent) && !(last in parent))) return;
  if (value === undefined) remove(parent, last);
  else parent[last] = structuredClone(value);
}

function remove(parent: Container, step: string | number): void {
  if (Array.isArray(parent)) parent.splice(Number(step), 1);
  else delete parent[step];
}

function changesOf(manifest: Manifest, values: KindOfCases['values'], kept: readonly string[] = []): readonly Change[] {
  return Object.entries(values).flatMap(([way, given]) => fieldsOf(manifest, way.split('.')).flatMap((field): readonly Change[] => [
    ...(kept.includes(way) ? [] : [[field] as const]), ...given.map((value): Change => [field, value]),
  ]));
}

function fieldsOf(value: unknown, [step, ...rest]: readonly string[], field: Field = []): readonly Field[] {
  if (!isContainer(value)) return [];
  const steps = step === '*' ? stepsOf(value) : [step];
  return steps.flatMap((each) => (rest.length === 0 ? [[...field, each]] : fieldsOf(value[each], rest, [...field, each])));
}

function stepsOf(value: Container): ReadonlyArray<string | number> {
  return Array.isArray(value) ? [...value.keys()] : Object.keys(value);
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function inNamespace(value: unknown, namespace: string): unknown {
  if (value === NAMESPACE) return namespace;
  if (Array.isArray(value)) return value.map((each) => inNamespace(each, namespace));
  return isContainer(value) ? Object.fromEntries(Object.entries(asRecord(value)).map(([name, each]) => [name, inNamespace(each, namespace)])) : value;
}

/** Numbers from 0 to 1, always the same after one seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
