import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['production'], { tests: 0 });
