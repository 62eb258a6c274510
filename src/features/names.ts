/** What is known of features before any is chosen. */
import type { FeatureOption } from './feature';

/** A feature as the command line and the questions show it. */
export interface FeatureEntry {
  id: string;
  title: string;
  inNewProjects: boolean;
  options: readonly OptionEntry[];
}

export interface OptionEntry extends Omit<FeatureOption, 'isOpen'> {
  /** Whether a new project is asked, too. */
  asksNew: boolean;
}

/** The names that are in reach in the templates of features. */
export const featureVariableNames = [
  'project',
  'apps',
  'django',
  'features',
  'answers',
  'note',
] as const;

/** The explanations that the engine places, not a feature. */
export const notesOfTheEngine = [
  'requirements/django-compatible',
  'files/requirements',
  'files/gitignore',
  'files/env-example',
  'gitignore/secrets',
] as const;
