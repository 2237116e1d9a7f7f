import { App } from 'cdk8s';
import { withKubeflow } from './app';

withKubeflow(new App()).synth();
