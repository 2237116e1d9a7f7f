/** A Kubernetes object as it stands in a manifest: nothing about its fields is certain. */
export type Manifest = Readonly<Record<string, unknown>>;

// Readers of manifests whose shape nobody has checked yet: what is not of the shape asked for reads as absent.

export function asRecord(value: unknown): Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Manifest) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** The texts of a list, leaving out what is none. */
export function asTexts(value: unknown): readonly string[] {
  return asList(value).filter((each): each is string => typeof each === 'string');
}

/** The entries of a map whose values are texts, as labels and annotations have them. */
export function asTextMap(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asRecord(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
