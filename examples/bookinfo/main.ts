import { App } from 'cdk8s';
import { Bookinfo } from './chart';

const app = new App();
new Bookinfo(app, 'bookinfo', { namespace: 'default' });
app.synth();
