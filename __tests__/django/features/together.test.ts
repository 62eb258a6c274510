/** Everything that goes together, in as few projects as hold every feature. */
import { describeProjects } from '../support/feature-projects';
import { everythingThatGoesTogether } from '../support/together';

describeProjects(everythingThatGoesTogether());
