/** The feature apache: a real Apache in front of a real Gunicorn. */
import { missingApache, startApache } from '../support/apache';
import { describeUnlessMissing } from '../support/environments';
import { testsInFront } from '../support/in-front';

jest.setTimeout(300_000);

describeUnlessMissing(missingApache(), 'Apache in front', () => {
  testsInFront('apache', '5.2', startApache);
});
