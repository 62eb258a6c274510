/** The feature gunicorn, with a real Gunicorn and production settings. */
import { testsAsDeployed } from '../support/as-deployed';
import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['gunicorn'], {
  more: (project) => {
    testsAsDeployed(project, 'gunicorn');
  },
});
