import type { Manifest } from './read';

const known = new WeakMap<Manifest, ReadonlySet<string>>();

/** The names of all fields of a manifest, however deep. Each manifest is looked through once. */
export function namesIn(manifest: Manifest): ReadonlySet<string> {
  const there = known.get(manifest);
  if (there !== undefined) return there;
  const names = new Set<string>();
  collect(manifest, names);
  known.set(manifest, names);
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((each) => collect(each, names));
    return;
  }
  for (const [name, each] of Object.entries(value)) {
    names.add(name);
    collect(each, names);
  }
}
