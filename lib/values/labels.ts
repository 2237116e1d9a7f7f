import { asTextMap } from './read';

/** Kubernetes labels, or the labels that a selector asks for. */
export type Labels = Readonly<Record<string, string>>;

/** Whether an object with these labels is selected: it carries every label asked for. No label asked for selects all. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** One text for equal labels, whatever their order; a key for maps. */
export function labelsKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** As kubectl writes them: `app=web,tier=front`. */
export function formatLabels(labels: Labels): string {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
}

/** The labels that a part of a manifest asks for; undefined where it asks for none. */
export function asSelector(value: unknown): Labels | undefined {
  const labels = asTextMap(value);
  return Object.keys(labels).length > 0 ? labels : undefined;
}
