/** The feature uwsgi, with a real uWSGI and production settings. */
import { testsAsDeployed } from '../support/as-deployed';
import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['uwsgi'], {
  more: (project) => {
    testsAsDeployed(project, 'uwsgi');
  },
});
