import type { ServerTls } from '../../model/gateway';
import { asRecord, asText, type Manifest } from '../../values/read';
import { defineRule } from '../define-rule';
import { tlsGateway } from '../example-manifests';
import { inTls, needsCertificate, tlsServersOf } from './server-tls';

interface Versions {
  readonly port: number;
  readonly lowest: string;
  readonly isDefault: boolean;
  readonly highest: string;
}

const VERSIONS = ['TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'];
const LOWEST_OF_ENVOY = 'TLSV1_2';

const simple = (rest: string) => tlsGateway(`{ mode: SIMPLE, credentialName: shop, ${rest} }`);

/** Neither Istio nor Envoy says so: the listener opens, and closes every connection. */
export const tlsVersionsReversed = defineRule<Versions>({
  code: 'MESH221',
  name: 'tls-versions-reversed',
  severity: 'error',
  summary: 'The lowest version of TLS of a server is above its highest.',
  seeAlso: [],
  reads: ['gateways', 'config'],
  examples: {
    bad: { yaml: simple('minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2') },
    good: [
      { why: 'one version for both', yaml: simple('minProtocolVersion: TLSV1_2, maxProtocolVersion: TLSV1_2') },
      { why: 'the lowest alone', yaml: simple('minProtocolVersion: TLSV1_3') },
      { why: 'the highest alone, not below the lowest of Envoy', yaml: simple('maxProtocolVersion: TLSV1_2') },
      { why: 'connections that are handed on', yaml: tlsGateway('{ mode: PASSTHROUGH, minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2 }') },
    ],
  },
  * check({ gateways, config }) {
    const lowestOfMesh = chosen(asRecord(config.manifest.tlsDefaults), 'minProtocolVersion') ?? LOWEST_OF_ENVOY;
    for (const each of tlsServersOf({ gateways }, ['maxProtocolVersion'])) {
      const { server: { port }, tls } = each;
      const found = needsCertificate(tls) ? reversed(tls, lowestOfMesh) : undefined;
      if (found !== undefined) yield inTls(each, ['maxProtocolVersion'], { port: port.number, ...found });
    }
  },
  words: ({ port, lowest, isDefault, highest }) => ({
    what: `tls on port ${port} has maxProtocolVersion ${highest}, below ${isDefault ? `${lowest}, which is the lowest where minProtocolVersion is not given` : `its minProtocolVersion ${lowest}`}`,
    fix: 'Envoy then closes every connection. Raise maxProtocolVersion, or leave it out for the highest that there is.',
  }),
});

function reversed({ manifest }: ServerTls, lowestOfMesh: string): Omit<Versions, 'port'> | undefined {
  const given = chosen(manifest, 'minProtocolVersion');
  const highest = chosen(manifest, 'maxProtocolVersion');
  const lowest = given ?? lowestOfMesh;
  if (highest === undefined || VERSIONS.indexOf(highest) >= VERSIONS.indexOf(lowest)) return undefined;
  return { lowest, isDefault: given === undefined, highest };
}

// TLS_AUTO leaves the choice to others, as does nothing.
function chosen(settings: Manifest, field: string): string | undefined {
  return VERSIONS.find((version) => version === asText(settings[field]));
}
