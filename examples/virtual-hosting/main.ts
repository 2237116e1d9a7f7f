import { App } from 'cdk8s';
import { VirtualHosting } from './chart';

const app = new App();
new VirtualHosting(app, 'virtual-hosting', { namespace: 'web' });
app.synth();
