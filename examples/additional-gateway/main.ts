import { App } from 'cdk8s';
import { withGateways } from './app';

const app = new App();
withGateways(app);
app.synth();
