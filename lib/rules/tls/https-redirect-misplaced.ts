import { isTls, type Protocol } from '../../values/protocol';
import { defineRule } from '../define-rule';
import { tlsGateway } from '../example-manifests';
import { inTls, tlsServersOf } from './server-tls';

interface Redirect {
  readonly port: number;
  readonly protocol: Protocol;
}

/** On a server without HTTP and without TLS, `tls` as a whole is refused, so that this need not be said. */
export const httpsRedirectMisplaced = defineRule<Redirect>({
  code: 'MESH212',
  name: 'https-redirect-misplaced',
  severity: 'warning',
  summary: 'A server of protocol HTTPS or TLS redirects to HTTPS.',
  seeAlso: ['IST0133'],
  reads: ['gateways'],
  examples: {
    bad: { yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop, httpsRedirect: true }') },
    good: [
      { why: 'a redirect from plain HTTP', yaml: tlsGateway('{ httpsRedirect: true }', 'HTTP') },
      { why: 'no redirect', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop }') },
      { why: 'a redirect that is switched off', yaml: tlsGateway('{ mode: SIMPLE, credentialName: shop, httpsRedirect: false }') },
    ],
  },
  * check(mesh) {
    for (const each of tlsServersOf(mesh, ['httpsRedirect'])) {
      const { server: { port, protocol }, tls } = each;
      if (tls.httpsRedirect && isTls(protocol)) yield inTls(each, ['httpsRedirect'], { port: port.number, protocol });
    }
  },
  words: ({ port, protocol }) => ({
    what: `the server on port ${port} has protocol ${protocol} and httpsRedirect`,
    fix: 'It redirects nothing, since nothing comes in there without TLS. Put httpsRedirect on the server of protocol HTTP, most often on port 80.',
  }),
});
