/** A Kubernetes object as it stands in a manifest: nothing about its fields is certain. */
export type Manifest = Readonly<Record<string, unknown>>;

// Readers of manifests whose shape nobody has checked yet: what is not of the shape asked for reads as absent.

// Most fields of most objects are absent, so what stands for them is made once.
const NO_FIELDS: Readonly<Record<string, never>> = Object.freeze({});
const NO_ITEMS: readonly never[] = Object.freeze([]);

/** Whether something stands in a field; for Istio null is nothing. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function asRecord(value: unknown): Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Manifest) : NO_FIELDS;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NO_ITEMS;
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The texts of a list, leaving out what is none. */
export function asTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : NO_ITEMS;
}

/** The entries of a map whose values are texts, as labels and annotations have them. */
export function asTextMap(value: unknown): Readonly<Record<string, string>> {
  const entries = asRecord(value);
  return entries === NO_FIELDS ? NO_FIELDS : Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
