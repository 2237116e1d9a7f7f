import { onceFor } from './once';
import type { Manifest } from './read';

/** The names of all fields of a manifest, however deep. Each manifest is looked through once. */
export const namesIn = onceFor((manifest: Manifest): ReadonlySet<string> => {
  const names = new Set<string>();
  collect(manifest, names);
  return names;
});

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
