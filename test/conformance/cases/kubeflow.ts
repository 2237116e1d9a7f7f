import { join } from 'node:path';
import { App, Yaml } from 'cdk8s';
import { withKubeflow } from '../../../examples/kubeflow/app';
import type { ConformanceCase, Expected } from '../case';
import { charts, ISTIOCTL_INGRESS, istioctlIngress } from '../cluster';
import type { Manifest } from '../engine/question';

const CLUSTER = join(__dirname, '../../../examples/kubeflow/cluster/kubeflow.yaml');

const to = (service: string, path: string): Expected => ({ kind: 'forwarded', listener: 8080, cluster: `outbound|80||${service}.svc.cluster.local`, clusterDefined: true, path });

/** The example: VirtualServices of four namespaces for one host on the gateway of another team. */
export const kubeflow: ConformanceCase = {
  name: 'kubeflow',
  features: ['default ingress', 'gateway of another namespace', 'one host in several namespaces', 'everything else', 'path and below', 'prefix rewrite', 'destination by its full name'],
  gateway: ISTIOCTL_INGRESS,
  manifests: () => [...istioctlIngress(), ...(Yaml.load(CLUSTER) as Manifest[]), ...charts(withKubeflow(new App()))],
  requests: [
    { url: 'http://kubeflow.example.com/', expected: to('centraldashboard.kubeflow', '/') },
    { url: 'http://kubeflow.example.com/_/jupyter/', expected: to('centraldashboard.kubeflow', '/_/jupyter/') },
    { url: 'http://10.0.0.1/jupyter', expected: to('jupyter-web-app-service.kubeflow', '/') },
    { url: 'http://kubeflow.example.com/jupyter/', expected: to('jupyter-web-app-service.kubeflow', '/') },
    { url: 'http://kubeflow.example.com/jupyter/api/namespaces?x=1', expected: to('jupyter-web-app-service.kubeflow', '/api/namespaces?x=1') },
    { url: 'http://kubeflow.example.com/jupyter?x=1', expected: to('jupyter-web-app-service.kubeflow', '/?x=1') },
    { url: 'http://kubeflow.example.com/jupyterhub', expected: to('centraldashboard.kubeflow', '/jupyterhub') },
    { url: 'http://kubeflow.example.com/kserve-endpoints/new', expected: to('kserve-models-web-app.kserve', '/new') },
    { url: 'http://kubeflow.example.com/pipeline/runs', expected: to('ml-pipeline-ui.kubeflow', '/pipeline/runs') },
    { url: 'http://kubeflow.example.com/notebook/alice/lab/tree', expected: to('lab.alice', '/notebook/alice/lab/tree') },
    { url: 'http://kubeflow.example.com/notebook/bob/experiments', expected: to('experiments.bob', '/notebook/bob/experiments') },
    { url: 'http://kubeflow.example.com/notebook/bob/lab', expected: to('centraldashboard.kubeflow', '/notebook/bob/lab') },
  ],
};
