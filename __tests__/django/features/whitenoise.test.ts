import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['whitenoise'], { tests: 0 });
