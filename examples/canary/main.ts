import { App } from 'cdk8s';
import { Canary } from './chart';

const app = new App();
new Canary(app, 'canary', { namespace: 'shop', percent: Number(process.argv[2] ?? 10) });
app.synth();
