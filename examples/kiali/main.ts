import { App } from 'cdk8s';
import { withKiali } from './app';

withKiali(new App()).synth();
