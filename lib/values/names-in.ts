import type { Manifest } from './read';

/** The names of all fields of a manifest, however deep. */
export function namesIn(manifest: Manifest): ReadonlySet<string> {
  const names = new Set<string>();
  collect(manifest, names);
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    value.forEach((each) => collect(each, names));
    return;
  }
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    names.add(name);
    collect((value as Manifest)[name], names);
  }
}
