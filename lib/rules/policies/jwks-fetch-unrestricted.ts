import type { MeshObject } from '../../model/objects';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents } from '../example-manifests';
import { policy } from '../example-workloads';

interface Unrestricted {
  /** Where keys are fetched from, as far as it is said. */
  readonly from: string;
}

const VARIABLE = 'BLOCKED_CIDRS_IN_JWKS_URIS';
const istiod = (env: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: istiod, namespace: istio-system, labels: { app: istiod } }
spec:
  selector: { matchLabels: { app: istiod } }
  template:
    metadata: { labels: { app: istiod } }
    spec: { containers: [{ name: discovery, image: pilot, env: [${env}] }] }
`;
const JWT = '{ jwtRules: [{ issuer: "https://login.example.com", jwksUri: "https://login.example.com/keys" }] }';

/** Istio's analyzer warns. Nothing is wrong with the policy by that, and keys that stand in it are not fetched at all. */
export const jwksFetchUnrestricted = defineRule<Unrestricted>({
  code: 'MESH740',
  name: 'jwks-fetch-unrestricted',
  severity: 'info',
  summary: 'Keys of a RequestAuthentication are fetched by an istiod that is not told which addresses to keep away from.',
  seeAlso: ['IST0175'],
  reads: ['requestAuthentications', 'objects'],
  examples: {
    bad: { yaml: documents(istiod(''), policy('RequestAuthentication', JWT)) },
    good: [
      { why: 'addresses that are kept away from', yaml: documents(istiod(`{ name: ${VARIABLE}, value: "169.254.0.0/16" }`), policy('RequestAuthentication', JWT)) },
      { why: 'nothing to fetch', yaml: istiod('') },
      { why: 'an istiod that is not known', yaml: policy('RequestAuthentication', JWT) },
    ],
  },
  * check({ requestAuthentications, objects }) {
    const [open] = objects.of('apps/Deployment').filter(isOpenIstiod);
    if (open === undefined) return;
    for (const { ref, origin, manifest } of requestAuthentications) {
      const fetched = new Piece(manifest).at('spec', 'jwtRules').list.find((rule) => !rule.at('jwks').text);
      if (fetched === undefined) continue;
      const from = fetched.at('jwksUri').text ?? fetched.at('issuer').text ?? '';
      yield { at: { ref, origin, field: fetched.field }, related: [{ ref: open.ref, origin: open.origin }], data: { from } };
    }
  },
  words: ({ from }) => ({
    what: `istiod fetches keys from "${from}", and no addresses are blocked for it`,
    fix: `Whoever may write a RequestAuthentication can have istiod send requests within its network. Set ${VARIABLE} on istiod, as in "169.254.0.0/16,10.0.0.0/8".`,
  }),
});

function isOpenIstiod({ manifest }: MeshObject): boolean {
  const deployment = new Piece(manifest);
  const containers = deployment.at('spec', 'template', 'spec', 'containers').list;
  return deployment.at('metadata', 'labels', 'app').text === 'istiod'
    && !containers.some((each) => each.at('env').list.some((variable) => variable.at('name').text === VARIABLE && (variable.at('value').text ?? '') !== ''));
}
