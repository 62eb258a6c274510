/** The generated projects that lie in `golden/`, as files to look at. */
import { join } from 'node:path';
import type { DjangoVersion } from '../src/django';
import type { CommentLevel } from '../src/explain/comments';
import { type RenderedFile, renderProject } from '../src/render/render';
import { appVariables, djangoVariables } from '../src/render/variables';

export const goldenFolder = join(__dirname, 'golden');

interface Variant {
  comments: CommentLevel;
  django: DjangoVersion;
  /** Names of an app and its model. */
  app?: [name: string, model: string];
}

export const variants: Record<string, Variant> = {
  full: { comments: 'full', django: '6.1', app: ['blog', 'Post'] },
  brief: { comments: 'brief', django: '6.0', app: ['blog', 'Post'] },
  none: { comments: 'none', django: '5.2', app: ['library', 'Category'] },
  'no-app': { comments: 'none', django: '6.1' },
};

export function renderVariant({ comments, django, app }: Variant): RenderedFile[] {
  return renderProject({
    project: { package: 'mysite', title: 'mysite', secretKey: 'django-insecure-golden' },
    apps: app ? [appVariables(...app)] : [],
    django: djangoVariables(django),
    comments,
  });
}
