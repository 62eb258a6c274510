/** The feature nginx: a real Nginx in front of real application servers. */
import { newestDjango } from '../../../src/django';
import { testsOfChat } from '../support/chat-in-front';
import { describeUnlessMissing } from '../support/environments';
import { testsInFront } from '../support/in-front';
import { missingNginx, startNginx } from '../support/nginx';
import { missingRedis } from '../support/redis';
import { testsOfUwsgi } from '../support/uwsgi-in-front';

jest.setTimeout(300_000);

describeUnlessMissing(missingNginx(), 'Nginx in front of Gunicorn', () => {
  testsInFront('nginx', newestDjango, startNginx);
});

describeUnlessMissing(missingNginx() ?? missingRedis(), 'Nginx in front of the chat', () => {
  testsOfChat('nginx', '6.0', startNginx);
});

describeUnlessMissing(missingNginx(), 'Nginx in front of uWSGI', () => {
  testsOfUwsgi('nginx', '5.2', startNginx);
});
