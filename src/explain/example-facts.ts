import { appVariables, factsOf } from '../render/variables';
import type { Facts } from './comments';

/** What placeholders stand for where an explanation is shown by itself, away from any file. */
export const exampleFacts: Facts = {
  ...factsOf({ package: 'mysite', title: 'mysite', secretKey: '' }, appVariables('blog', 'Post')),
  address: 'static/',
  count: '30',
  field: 'title',
  flag: 'is_featured',
  folder: 'blog/',
  frame: 'base.html',
  length: '200',
  name: 'post_list',
  number: '0001',
  object: 'application',
  part: '<int:pk>',
  pattern: 'post_list',
  property: '--accent',
  status: '404',
  template: 'home.html',
  urlname: 'blog:post_list',
  view: 'post_list',
};
