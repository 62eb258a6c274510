/** Every feature alone. */
import { features } from '../../../src/generated/features';
import { describeProjects } from '../support/feature-projects';

describeProjects(features.map(({ feature }) => [feature.id]));
