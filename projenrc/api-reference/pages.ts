/** A page for each list of symbols, named by the first; further ones stand below it. */
export interface Group {
  readonly title: string;
  /** What a reader finds in it. */
  readonly about: string;
  readonly pages: ReadonlyArray<readonly string[]>;
}

// Every public symbol has its place here, and just one: a test says which has none.
export const groups: readonly Group[] = [
  {
    title: 'Gateways',
    about: 'The workload that takes requests from outside, and what it listens to.',
    pages: [
      ['IngressGateway', 'IngressGatewayProps', 'HelmIngressOptions', 'ServiceChoice', 'IngressReferenceOptions', 'IngressGatewayAttributes', 'IIngressGateway', 'ReachableFrom'],
      ['GatewayPort', 'GatewayPortOptions'],
      ['HttpGateway', 'HttpGatewayProps'],
      ['TlsGateway', 'TlsGatewayProps', 'TlsGatewayOptions', 'TlsProps', 'OneCertificate', 'SeveralCertificates', 'CertificateForHosts', 'ServerTlsOptions', 'TlsVersion', 'MeshCertificate', 'IstioMutualTls', 'ShownCertificate'],
      ['PassthroughGateway', 'PassthroughGatewayProps'],
      ['TcpGateway', 'TcpGatewayProps', 'PlainTcp', 'TlsForTcp'],
      ['AutoPassthroughGateway', 'AutoPassthroughGatewayProps'],
      ['GatewayRef', 'GatewayRefOptions'],
      ['ServingGateway', 'ServingGatewayProps', 'GatewayHost', 'ScopedHost', 'ExternalDns', 'IGateway', 'IHttpGateway', 'IPassthroughGateway', 'ITcpGateway', 'RouteKind'],
    ],
  },
  {
    title: 'Certificates',
    about: 'What servers show to clients, and by whose certificates clients are known.',
    pages: [
      ['Certificate', 'CertificateFilesOptions', 'IssuedCertificateOptions', 'CertificatePrivateKey', 'IssuerLike', 'SecretLike'],
      ['ClientCa', 'ClientCaFilesOptions', 'ClientCaOptions'],
    ],
  },
  {
    title: 'Routes for HTTP',
    about: 'Which requests of a host go where, and what becomes of them on the way.',
    pages: [
      ['ExposedService', 'ExposedServiceProps', 'ExposedServiceOptions', 'DeploymentLike'],
      ['HostRoute', 'HostRouteProps'],
      ['BaseRoute', 'RuleOptions', 'SendOptions', 'ForwardOptions', 'Share', 'ShareOptions', 'CanaryOptions', 'AskedByHeader', 'BlueGreenOptions', 'RedirectOptions', 'RespondOptions', 'RouteRule'],
      ['Match', 'ValueMatch', 'TextPattern'],
      ['Rewrite'],
      ['HeaderOperations', 'HeadersOptions'],
      ['Retries', 'RetriesOptions', 'RetryCondition', 'RetryStatus'],
      ['Fault', 'FaultOptions', 'GrpcStatus'],
      ['Mirror', 'MirrorOptions'],
      ['Cors', 'CorsMethod'],
      ['DelegateRoute', 'DelegateRouteProps'],
      ['DelegateRef', 'DelegateTarget', 'DelegateOptions'],
    ],
  },
  {
    title: 'Routes for TLS and TCP',
    about: 'Where connections go that the gateway passes on as they are.',
    pages: [
      ['SniRoute', 'SniRouteProps', 'SniMatch'],
      ['TcpRoute', 'TcpRouteProps', 'TcpMatch'],
      ['ConnectionRoute', 'ConnectionRouteProps', 'ConnectionOptions', 'ConnectionMatch'],
    ],
  },
  {
    title: 'Destinations',
    about: 'What requests go to, and how it is called: by the gateway, and by everyone in the mesh.',
    pages: [
      ['ServiceRef', 'ServiceRefOptions', 'RouteTarget', 'ServiceLike', 'ServicePortLike'],
      ['DestinationPolicy', 'DestinationPolicyProps', 'TrafficPolicyOptions', 'PortPolicy', 'SubsetOptions', 'Subset'],
      ['LoadBalancing', 'LoadBalancingAlgorithm', 'SimpleLoadBalancingOptions', 'LoadBalancingOptions', 'HashOptions', 'CookieOptions', 'Warmup'],
      ['ConnectionPool', 'HttpPool', 'TcpPool'],
      ['OutlierDetection'],
      ['UpstreamTls', 'UpstreamTlsOptions', 'MutualUpstreamTlsOptions', 'IstioMutualUpstreamOptions'],
      ['ExternalService', 'ExternalServiceProps', 'ExternalPort', 'ExternalProtocol', 'ExternalHost', 'ExternalServicePort'],
      ['EgressGateway', 'EgressGatewayProps', 'EgressGatewayAttributes', 'EgressReferenceOptions', 'IEgressGateway'],
      ['EgressRoute', 'EgressRouteProps', 'EgressGatewayPorts'],
    ],
  },
  {
    title: 'Policies',
    about: 'Whose requests a gateway, or a workload, takes.',
    pages: [
      ['JwtAuthentication', 'JwtAuthenticationProps', 'JwtAuthenticationOptions', 'RequiredClaim', 'GuardOptions'],
      ['JwtIssuer', 'JwtIssuerOptions', 'JwtKeys', 'JsonWebKeySet'],
      ['IpAllowList', 'IpAllowListProps', 'IpAllowListOptions', 'ClientAddressFrom'],
      ['RequestAuthentication', 'RequestAuthenticationProps', 'RequestAuthenticationOptions'],
      ['AuthorizationPolicy', 'AuthorizationPolicyProps', 'AuthorizationPolicyOptions', 'AuthorizationAction', 'AuthorizationRule', 'RequestSource', 'RequestOperation', 'RequestCondition', 'ConditionKey'],
      ['PolicyScope', 'PodScopes', 'EdgeScope', 'EdgeScopes', 'GuardedGateway', 'WorkloadLike'],
    ],
  },
  {
    title: 'Names and namespaces',
    about: 'What objects are called by, and who sees them.',
    pages: [
      ['ClusterDomain', 'ObjectName', 'Labels'],
      ['ExportTo'],
    ],
  },
  {
    title: 'Checks',
    about: 'What is wrong, told at synth.',
    pages: [
      ['IstioChecks', 'AcknowledgeOptions', 'SeveritySetting'],
      ['IstioValidation', 'IstioValidationProps'],
    ],
  },
  {
    title: 'Testing',
    about: 'Where requests go, asked in the tests of an app: the entry point `cdk8s-istio/testing`.',
    pages: [
      ['get', 'GetOptions', 'AppOrManifests', 'IngressToDial', 'EgressToDial', 'ServiceByName', 'RoutedRequest', 'Request'],
      ['IstioMatchers', 'matchers', 'ServiceToReach', 'ServiceObject', 'ReachOptions', 'RefusalReason', 'RedirectedOptions'],
      ['Outcome', 'Forwarded', 'Unreachable', 'ReachedDestination', 'DestinationState', 'DestinationTls', 'ReachedMirror', 'RouteRetries', 'Redirected', 'Answered', 'Denied', 'DeniedBecause', 'Refused', 'RefusedBecause', 'Rejected', 'RejectedBecause', 'DependsOnOrder', 'Unknown', 'Unsupported', 'ObjectRef'],
      ['coverage', 'unreached', 'formatCoverage', 'RouteCoverage', 'UnreachedRoute'],
      ['findAll', 'IstioKinds', 'OtherManifest'],
    ],
  },
];
