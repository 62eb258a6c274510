import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['env-file'], { tests: 0 });
