import { kindsDefined } from '../../schema/kinds';
import type { MeshObject } from '../../model/objects';
import { isDnsLabel } from '../../values/dns-name';
import { whyNoKey, whyNoLabelValue, whyNoNamespaceName, whyNoObjectName } from '../../values/kubernetes-name';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';

interface Invalid {
  readonly what: string;
  readonly fix: string;
}

interface InvalidAt extends Invalid {
  readonly at: Piece;
}

const METADATA = 'namespace: web, labels: { app.kubernetes.io/part-of: shop }, annotations: { example.com/owner: "team one" } }';
const WITH_LABELS = changed(httpGateway(80), 'namespace: web }', METADATA);

/** A dot in the name of a Gateway is told by a rule of its own: the API server takes it. */
export const metadataInvalid = defineRule<Invalid>({
  code: 'MESH904',
  name: 'metadata-invalid',
  severity: 'error',
  summary: 'The name, the namespace, a label or an annotation of an object of Istio\'s is refused by the API server or by Istio.',
  seeAlso: ['IST0106'],
  reads: ['objects'],
  examples: {
    bad: { yaml: changed(WITH_LABELS, 'part-of: shop', 'part-of: shop/web') },
    good: [
      { why: 'a label of letters, digits and dashes', yaml: WITH_LABELS },
      { why: 'an empty label', yaml: changed(WITH_LABELS, 'part-of: shop', 'part-of: ""') },
      { why: 'an annotation that Istio knows nothing of', yaml: changed(WITH_LABELS, 'example.com/owner', 'istio.example.com/dry-run') },
    ],
  },
  * check({ objects }) {
    for (const object of kindsDefined().flatMap((kind) => objects.of(kind))) {
      const { ref, origin } = object;
      for (const { at, what, fix } of mistakesIn(object)) yield { at: { ref, origin, field: at.field }, related: [], data: { what, fix } };
    }
  },
  words: (data) => data,
});

function* mistakesIn({ manifest, ref: { kind } }: MeshObject): Iterable<InvalidAt> {
  const metadata = new Piece(manifest).at('metadata');
  yield* nameMistakes(metadata, kind);
  const [labels, annotations] = [metadata.at('labels'), metadata.at('annotations')];
  if (labels.isGiven) yield* labelMistakes(labels, kind);
  if (annotations.isGiven) yield* annotationMistakes(annotations, new Piece(manifest), kind);
}

function* labelMistakes(labels: Piece, kind: string): Iterable<InvalidAt> {
  const refused = `The API server refuses the ${kind}.`;
  for (const [key, label] of labels.entries) {
    const [noKey, noValue] = [whyNoKey(key), whyNoLabelValue(label.text ?? '')];
    if (noKey !== undefined) yield { at: label, what: `label "${key}" ${noKey}`, fix: `${refused} Give it another name.` };
    const what = `label "${key}" has the value "${label.text}", which ${noValue}`;
    if (noValue !== undefined) yield { at: label, what, fix: `${refused} Give it another value, or make it an annotation.` };
  }
}

function* nameMistakes(metadata: Piece, kind: string): Iterable<InvalidAt> {
  const [name, namespace] = [metadata.at('name'), metadata.at('namespace')];
  const refused = `The API server refuses the ${kind}.`;
  if (!name.isSet && !metadata.at('generateName').isSet) yield { at: name, what: `the ${kind} has no name`, fix: `${refused} Give metadata.name.` };
  const noName = name.text ? whyNoObjectName(name.text) : undefined;
  const isToldElsewhere = kind === 'Gateway' && !isDnsLabel(name.text ?? '');
  if (noName !== undefined && !isToldElsewhere) yield { at: name, what: `name "${name.text}" ${noName}`, fix: `${refused} Give it another name.` };
  const noNamespace = namespace.text ? whyNoNamespaceName(namespace.text) : undefined;
  const fix = 'There can be no namespace of that name. Give another one.';
  if (noNamespace !== undefined) yield { at: namespace, what: `namespace "${namespace.text}" ${noNamespace}`, fix };
}

const DRY_RUN = 'istio.io/dry-run';
/** Istio's notes to itself, and what its own tests have it reject. */
const NOT_FOR_USERS = new Set(['internal.istio.io/parents', 'internal.istio.io/parent-namespace', 'internal.istio.io/webhook-always-reject']);
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const MOST_BYTES = 256 * 1024;

function* annotationMistakes(annotations: Piece, manifest: Piece, kind: string): Iterable<InvalidAt> {
  const [refused, rejected] = [`The API server refuses the ${kind}.`, `Istio rejects the ${kind}.`];
  let bytes = 0;
  for (const [key, value] of annotations.entries) {
    const noKey = whyNoKey(key.toLowerCase());
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value.text ?? '');
    if (noKey !== undefined) yield { at: value, what: `annotation "${key}" ${noKey}`, fix: `${refused} Give it another name.` };
    if (NOT_FOR_USERS.has(key)) yield { at: value, what: `annotation ${key} is Istio's own`, fix: `${rejected} Take it out.` };
    if (key === DRY_RUN) yield* dryRunMistakes(value, manifest, kind, rejected);
  }
  const fix = `${refused} They may have ${MOST_BYTES} together.`;
  if (bytes > MOST_BYTES) yield { at: annotations, what: `the annotations have ${bytes} bytes`, fix };
}

function* dryRunMistakes(at: Piece, manifest: Piece, kind: string, rejected: string): Iterable<InvalidAt> {
  const action = manifest.at('spec', 'action');
  const mistake = (is: string, fix: string): InvalidAt => ({ at, what: `annotation ${DRY_RUN} is ${is}`, fix: `${rejected} ${fix}` });
  if (kind !== 'AuthorizationPolicy') yield mistake(`on a ${kind}`, 'Only an AuthorizationPolicy can be tried out so.');
  else if (action.isGiven && !['ALLOW', 'DENY'].includes(action.text ?? '')) {
    yield mistake(`on a policy with action ${action.text ?? 'of no known kind'}`, 'Only one with action ALLOW or DENY can be tried out so.');
  } else if (at.text !== undefined && !BOOLEAN.test(at.text)) yield mistake(`"${at.text}"`, 'Write "true" or "false".');
}
