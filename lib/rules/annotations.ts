import type { MeshObject } from '../model/objects';
import type { Origin } from '../values/origin';
import { asRecord, asTextMap } from '../values/read';
import type { Finding, Rule } from './define-rule';

/** `acknowledge.cdk8s-istio/MESH101: reason` accepts the findings of a rule about an object. */
export const ACKNOWLEDGE = 'acknowledge.cdk8s-istio/';

// What silences Kiali and istioctl is heeded for the rules that report the same, so that nothing has to be said twice.
const BY_OTHERS = ['kiali.io/ignore-validations', 'galley.istio.io/analyze-suppress'] as const;

type Annotations = Readonly<Record<string, string>>;

/** What objects say in their annotations about findings. */
export class Acknowledgements {
  private readonly byOrigin: ReadonlyMap<Origin, Annotations>;

  constructor(objects: readonly MeshObject[]) {
    this.byOrigin = new Map(objects.map((object): [Origin, Annotations] => [object.origin, annotationsOf(object)]).filter(([, found]) => Object.keys(found).length > 0));
  }

  /** Whether one of the objects that a finding is about accepts it. */
  public accept(finding: Finding, rule: Rule): boolean {
    return [finding.at, ...finding.related].some(({ origin }) => accepts(this.byOrigin.get(origin), rule));
  }
}

function annotationsOf({ manifest }: MeshObject): Annotations {
  const annotations = asRecord(asRecord(manifest.metadata).annotations);
  const named = Object.keys(annotations).filter((name) => name.startsWith(ACKNOWLEDGE) || BY_OTHERS.some((other) => other === name));
  return named.length === 0 ? {} : asTextMap(Object.fromEntries(named.map((name) => [name, annotations[name]])));
}

function accepts(annotations: Annotations = {}, { code, seeAlso }: Rule): boolean {
  const reason = annotations[`${ACKNOWLEDGE}${code}`];
  if (reason !== undefined && reason.trim() !== '') return true;
  const [kiali, istioctl] = BY_OTHERS.map((name) => annotations[name]);
  return (kiali !== undefined && namesOne(kiali, seeAlso.filter((each) => each.startsWith('KIA')), ''))
    || (istioctl !== undefined && namesOne(istioctl, seeAlso.filter((each) => each.startsWith('IST')), '*'));
}

/** Whether a list of codes names one of these, or all. */
function namesOne(list: string, codes: readonly string[], all: string): boolean {
  const named = list.split(',').map((each) => each.trim());
  return codes.length > 0 && (list.trim() === all || codes.some((code) => named.includes(code)));
}
