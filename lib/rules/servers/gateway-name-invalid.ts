import { isDnsLabel } from '../../values/dns-name';
import { defineRule } from '../define-rule';
import { changed, httpGateway } from '../example-manifests';

interface Name {
  readonly name: string;
}

const LONGEST = 63;
const named = (name: string) => changed(httpGateway(80), 'name: web,', `name: ${name},`);

/** Kubernetes takes names with dots, as of all objects; Istio makes the name a part of names of its own that dots would break. */
export const gatewayNameInvalid = defineRule<Name>({
  code: 'MESH110',
  name: 'gateway-name-invalid',
  severity: 'error',
  summary: 'The name of a Gateway has a dot or is too long.',
  seeAlso: ['IST0106'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: named('shop.example.com') },
    good: [
      { why: 'dashes instead of dots', yaml: named('shop-example-com') },
      { why: 'a name of 63 characters', yaml: named('a'.repeat(LONGEST)) },
      { why: 'a name that begins with a digit', yaml: named('2-shop') },
    ],
  },
  * check({ gateways }) {
    for (const { ref, origin } of gateways) {
      if (ref.name !== '' && !isDnsLabel(ref.name)) yield { at: { ref, origin, field: ['metadata', 'name'] }, related: [], data: { name: ref.name } };
    }
  },
  words: ({ name }) => ({
    what: `Gateway name "${name}" ${whyNot(name)}`,
    fix: `Istio rejects the Gateway. Its name may have letters, digits and dashes, begins and ends with a letter or a digit, and has ${LONGEST} characters at most${suggestion(name)}.`,
  }),
});

function whyNot(name: string): string {
  if (name.includes('.')) return 'has a dot';
  return name.length > LONGEST ? `has ${name.length} characters` : 'is not one label of a DNS name';
}

function suggestion(name: string): string {
  const other = name.replaceAll('.', '-');
  return isDnsLabel(other) ? `: "${other}"` : '';
}
