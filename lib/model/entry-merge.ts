import { labelsKey } from '../values/labels';
import { asRecord, asTextMap, asTexts } from '../values/read';
import type { ServiceEntry } from './service-entry';

/** The namespaces that see a ServiceEntry: `*` for all, none where it is hidden. */
export function viewersOf({ exportTo, ref }: ServiceEntry): ReadonlySet<string> {
  if (exportTo.includes('*')) return new Set(['*']);
  return new Set(exportTo.includes('~') ? [] : exportTo.map((each) => (each === '.' ? ref.namespace ?? '.' : each)));
}

/** What keeps istiod from putting two ServiceEntries of one host together, so that the younger is left out; undefined where nothing does. */
export function whyNotMerged(a: ServiceEntry, b: ServiceEntry): 'namespace' | 'resolution' | 'labels' | 'workloadSelector' | 'exportTo' | undefined {
  if (a.ref.namespace !== b.ref.namespace) return 'namespace';
  if (a.resolution !== b.resolution) return 'resolution';
  if (labelsKey(labelsOf(a)) !== labelsKey(labelsOf(b))) return 'labels';
  if (labelsKey(a.workloadSelector ?? {}) !== labelsKey(b.workloadSelector ?? {})) return 'workloadSelector';
  return exportKey(a) === exportKey(b) ? undefined : 'exportTo';
}

function labelsOf({ manifest }: ServiceEntry): Readonly<Record<string, string>> {
  return asTextMap(asRecord(manifest.metadata).labels);
}

// As written: to istiod a default and the same in words are two.
function exportKey({ manifest }: ServiceEntry): string {
  return JSON.stringify([...new Set(asTexts(asRecord(manifest.spec).exportTo))].sort());
}
