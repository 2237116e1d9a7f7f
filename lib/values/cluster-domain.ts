/** The key of a construct's context that holds the cluster's domain. */
export const CLUSTER_DOMAIN = 'cdk8s-istio/cluster-domain';

/** What a cluster's domain is unless it is set. */
export const DEFAULT_CLUSTER_DOMAIN = 'cluster.local';
