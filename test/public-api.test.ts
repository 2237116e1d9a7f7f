import * as api from 'cdk8s-istio';
import * as testing from '../lib/testing';

test('the package exports these names at run time; a changed list is a changed contract', () => {
  expect(Object.keys(api).sort()).toEqual([
    'AuthorizationPolicy', 'AutoPassthroughGateway', 'Certificate', 'ClientCa', 'ClusterDomain', 'ConnectionRoute', 'DelegateRef', 'DelegateRoute', 'DestinationPolicy', 'EgressGateway',
    'EgressRoute', 'ExportTo', 'ExposedService', 'ExternalService', 'Fault', 'GatewayPort', 'GatewayRef', 'HostRoute', 'HttpGateway', 'IngressGateway',
    'IpAllowList', 'IstioChecks', 'IstioValidation', 'JwtAuthentication', 'JwtIssuer', 'LoadBalancing', 'Match', 'PassthroughGateway', 'RequestAuthentication', 'Retries',
    'Rewrite', 'ServiceRef', 'ServingGateway', 'SniRoute', 'TcpGateway', 'TcpRoute', 'TlsGateway', 'UpstreamTls',
  ]);
});

test('so does its entry point for tests', () => {
  expect(Object.keys(testing).sort()).toEqual(['coverage', 'findAll', 'formatCoverage', 'get', 'matchers', 'unreached']);
});
