import { App } from 'cdk8s';
import { withTeams } from './app';

const app = new App();
withTeams(app);
app.synth();
