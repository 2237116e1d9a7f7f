import { exportToMistakes, type ExportToMistake } from '../values/export-to';
import type { Piece } from '../values/piece';
import { mistake, type MistakeAt, type MistakeWords } from './mistake';

/** What is wrong with the exportTo of an object; a ServiceEntry alone `hides` from all by `~`. */
export function* inExportTo(exportTo: Piece, own: string | undefined, { hides = false } = {}): Iterable<MistakeAt<ExportToMistake>> {
  const given = exportTo.list.filter(({ text }) => text !== undefined);
  for (const { index, kind } of exportToMistakes(given.map(({ text = '' }) => text), { own, hides })) yield mistake(given[index], kind);
}

export function exportToWords(kind: string, { hides = false } = {}): MistakeWords<ExportToMistake> {
  const rejected = `Istio rejects the ${kind}.`;
  return {
    'twice': (text) => ({ what: `exportTo has "${text}" twice`, fix: `${rejected} Give it once.` }),
    'own-twice': (text) => ({ what: `exportTo has "." and the name of the namespace itself, "${text}" being one of them`, fix: `${rejected} Give one of the two.` }),
    'name': (text) => ({ what: `exportTo has "${text}", which is no namespace`, fix: `${rejected} Give names of namespaces, "." for its own${hides ? ', "*" for all or "~" for none' : ' or "*" for all'}.` }),
    'all-and-others': () => ({ what: 'exportTo has "*" and other namespaces', fix: `${rejected} Give "*" alone for all namespaces, or the others alone.` }),
    'nobody-and-others': () => ({ what: 'exportTo has "~" and namespaces', fix: `${rejected} Give the namespaces alone${hides ? ', or "~" alone for none' : ''}.` }),
  };
}
