/** The feature nginx: a real Nginx in front of a real Gunicorn. */
import { newestDjango } from '../../../src/django';
import { describeUnlessMissing } from '../support/environments';
import { testsInFront } from '../support/in-front';
import { missingNginx, startNginx } from '../support/nginx';

jest.setTimeout(300_000);

describeUnlessMissing(missingNginx(), 'Nginx in front', () => {
  testsInFront('nginx', newestDjango, startNginx);
});
