import { whyNoHeaderValue } from '../../values/header-syntax';
import { wrongVariable } from '../../values/header-variables';
import { Piece } from '../../values/piece';
import { defineRule } from '../define-rule';
import { documents, httpGateway, virtualService } from '../example-manifests';
import { havingFields } from '../having-fields';

interface Unknown {
  readonly variable: string;
  readonly why: string;
}

const setting = (value: string) => documents(httpGateway(80), virtualService({
  http: `[{ headers: { response: { set: { x-client: "${value}" } } }, directResponse: { status: 200 } }]`,
}));

/** Istio's validation looks only whether percent signs are in pairs. What is known is what Envoy 1.40 knows, the one of Istio 1.31. */
export const headerVariableUnknown = defineRule<Unknown>({
  code: 'MESH437',
  name: 'header-variable-unknown',
  severity: 'error',
  summary: 'A header is set to a variable that Envoy does not know.',
  seeAlso: [],
  reads: ['virtualServices'],
  examples: {
    bad: { yaml: setting('%CLIENT_ADDRESS%') },
    good: [
      { why: 'a variable that Envoy knows', yaml: setting('%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%') },
      { why: 'a header of the request', yaml: setting('%REQ(x-forwarded-for)%') },
      { why: 'percent signs written twice', yaml: setting('%%CLIENT_ADDRESS%%') },
    ],
  },
  * check({ virtualServices }) {
    for (const { ref, origin, manifest } of havingFields(virtualServices, ['headers'])) {
      for (const value of valuesIn(new Piece(manifest).at('spec'))) {
        const text = value.text ?? '';
        const wrong = text.includes('%') && whyNoHeaderValue(text) === undefined ? wrongVariable(text) : undefined;
        if (wrong !== undefined) yield { at: { ref, origin, field: value.field }, related: [], data: wrong };
      }
    }
  },
  words: ({ variable, why }) => ({
    what: `"${variable}" in the value of a header ${why}`,
    fix: 'Envoy refuses all routes of the listener, with those of other hosts: gateways that run keep their old ones, new ones answer 404. '
      + 'Give one of https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#command-operators, or write the percent signs twice.',
  }),
});

function valuesIn(spec: Piece): readonly Piece[] {
  const owners = spec.at('http').list.flatMap((rule) => [rule, ...rule.at('route').list]);
  const operations = owners.map((owner) => owner.at('headers')).filter(({ isGiven }) => isGiven)
    .flatMap((headers) => ['request', 'response'].flatMap((way) => ['add', 'set'].map((operation) => headers.at(way, operation))));
  return operations.flatMap((operation) => operation.entries.map(([, value]) => value));
}
