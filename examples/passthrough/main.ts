import { App } from 'cdk8s';
import { withPassthrough } from './app';

withPassthrough(new App()).synth();
