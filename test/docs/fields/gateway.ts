import { ApiObject, JsonPatch, type Chart } from 'cdk8s';
import {
  AutoPassthroughGateway, Certificate, ClientCa, HttpGateway, IngressGateway, PassthroughGateway, TlsGateway, type networking,
} from '../../../lib';
import { ofKind, type LastResort } from './samples';

const ingress = IngressGateway.istioctlDefault();
const hosts = ['shop.example.com'];
const certificate = Certificate.fromSecret('shop-tls');
const clientCa = ClientCa.fromSecret('partners-ca');
const [rsa, ecdsa] = [Certificate.fromSecret('rsa'), Certificate.fromSecret('ecdsa')];
const [mountedRsa, mountedEcdsa] = [Certificate.mounted('/etc/rsa.crt', '/etc/rsa.key'), Certificate.mounted('/etc/ecdsa.crt', '/etc/ecdsa.key')];

const given = (chart: Chart) => ({
  chart,
  get web() { return new TlsGateway(chart, 'web', { ingress, hosts, certificate }); },
  get twoKeys() { return new TlsGateway(chart, 'web', { ingress, hosts, certificate: [mountedRsa, mountedEcdsa] }); },
});

type Given = ReturnType<typeof given>;

const samples: ReadonlyArray<(given: Given) => unknown> = [
  ({ chart }) => new HttpGateway(chart, 'web', { ingress, hosts }),
  ({ chart }) => new HttpGateway(chart, 'web', { ingress, hosts, serverName: 'shop' }),
  ({ chart }) => new HttpGateway(chart, 'web', { ingress, hosts, bind: '10.0.0.1' }),
  ({ chart }) => new HttpGateway(chart, 'web', { ingress, hosts, defaultEndpoint: '127.0.0.1:8080' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate: [rsa, ecdsa] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate: mountedRsa }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate: [mountedRsa, mountedEcdsa] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, mode: 'MUTUAL' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, mode: 'OPTIONAL_MUTUAL' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, mode: 'ISTIO_MUTUAL' }),
  ({ chart }) => new PassthroughGateway(chart, 'web', { ingress, hosts }),
  ({ chart }) => new AutoPassthroughGateway(chart, 'east-west', { ingress }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, clientCa }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate: mountedRsa, clientCa: ClientCa.mounted('/etc/ca.crt') }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate: mountedRsa, clientCa: ClientCa.mounted('/etc/ca.crt', { crl: '/etc/ca.crl' }) }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, clientCa, subjectAltNames: ['partner.example.net'] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, clientCa, verifyCertificateSpki: ['47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, clientCa, verifyCertificateHash: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, clientCa, insecureSkipVerify: true }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, httpsRedirect: true }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, cipherSuites: ['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA'] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, minProtocolVersion: 'TLSV1_3' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, minProtocolVersion: 'TLSV1_2' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, minProtocolVersion: 'TLSV1_1', cipherSuites: ['ECDHE-RSA-AES128-SHA'] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, minProtocolVersion: 'TLSV1_0', cipherSuites: ['ECDHE-RSA-AES128-SHA'] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, maxProtocolVersion: 'TLSV1_3' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, maxProtocolVersion: 'TLSV1_2' }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, minProtocolVersion: 'TLSV1_0', maxProtocolVersion: 'TLSV1_1', cipherSuites: ['ECDHE-RSA-AES128-SHA'] }),
  ({ chart }) => new TlsGateway(chart, 'web', { ingress, hosts, certificate, minProtocolVersion: 'TLSV1_0', maxProtocolVersion: 'TLSV1_0', cipherSuites: ['ECDHE-RSA-AES128-SHA'] }),
];

const lastResorts: ReadonlyArray<LastResort<Given>> = [
  {
    because: 'Istio refuses it: the Service says which port of the pods that is.',
    use: ['servers[].port.number'],
    refusedBy: 'MESH117',
    code: ({ web }) => ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/servers/0/port', { name: 'https', number: 443, protocol: 'HTTPS', targetPort: 8443 } satisfies networking.Port)),
  },
  {
    because: 'It is what Istio does where nothing is said.',
    code: ({ web }) => ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/servers/0/tls/minProtocolVersion', 'TLS_AUTO' satisfies networking.ServerTLSSettings['minProtocolVersion'])),
  },
  {
    because: 'It is what Istio does where nothing is said.',
    code: ({ web }) => ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/servers/0/tls/maxProtocolVersion', 'TLS_AUTO' satisfies networking.ServerTLSSettings['maxProtocolVersion'])),
  },
  {
    because: 'Istio looks at the authorities of the whole server alone.',
    use: ['servers[].tls.caCertificates'],
    code: ({ twoKeys }) => ApiObject.of(twoKeys).addJsonPatch(JsonPatch.add('/spec/servers/0/tls/tlsCertificates/0/caCertificates', '/etc/ca.crt' satisfies networking.TLSCertificate['caCertificates'])),
  },
];

export const gatewayFields = ofKind({ kind: 'networking.istio.io/Gateway', file: __filename, given, samples, lastResorts });
