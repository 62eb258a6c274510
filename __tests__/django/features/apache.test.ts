/** The feature apache: a real Apache in front of real application servers. */
import { newestDjango } from '../../../src/django';
import { missingApache, startApache } from '../support/apache';
import { testsOfChat } from '../support/chat-in-front';
import { describeUnlessMissing } from '../support/environments';
import { testsInFront } from '../support/in-front';
import { missingRedis } from '../support/redis';
import { testsOfUwsgi } from '../support/uwsgi-in-front';

jest.setTimeout(300_000);

describeUnlessMissing(missingApache(), 'Apache in front of Gunicorn', () => {
  testsInFront('apache', '5.2', startApache);
});

describeUnlessMissing(missingApache() ?? missingRedis(), 'Apache in front of the chat', () => {
  testsOfChat('apache', newestDjango, startApache);
});

describeUnlessMissing(missingApache(), 'Apache in front of uWSGI', () => {
  testsOfUwsgi('apache', '6.0', startApache);
});
