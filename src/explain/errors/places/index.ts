/** Where in the project the cause of an error lies. One small function for each error that can tell. */
import type { Place } from '../../answer';
import { appFinders } from './apps';
import { type Case, type Finder, type Spot, shown, whereItRan } from './case';
import { modelFinders } from './models';
import { settingsFinders } from './settings';
import { templateFinders } from './templates';
import { urlFinders } from './urls';
import { viewFinders } from './views';

const finders: Readonly<Record<string, Finder>> = {
  ...settingsFinders,
  ...appFinders,
  ...urlFinders,
  ...templateFinders,
  ...modelFinders,
  ...viewFinders,
};

/** The places of a problem, the one to change first in front. */
export function placesOf(found: Case): Place[] {
  const id = found.match.explanation.id.replace('errors/', '');
  const finder = finders[id];
  const spots = finder ? finder(found).filter((spot): spot is Spot => spot !== undefined) : [];
  if (spots.length === 0) spots.push(...ranLast(found, id));
  return spots.map((spot) => shown(spot, found.from));
}

/** Where nothing better is known, the line that ran last says most. */
function ranLast(found: Case, id: string): Spot[] {
  if (NOT_OF_THE_CODE.has(id)) return [];
  const last = whereItRan(found, whys[id] ?? 'Your line that ran last.');
  return last ? [last] : [];
}

const NOT_OF_THE_CODE = new Set(['unknown-command', 'port-in-use', 'broken-pipe']);

/** What is wrong in the line that ran last. */
const whys: Readonly<Record<string, string>> = {
  'context-not-a-dict': 'The third argument has to be a dict: {"name": value}.',
  'render-without-request': 'The first argument of render() is the request.',
  'post-data-missing':
    'The request has no value of this name. Use .get(), or compare with the form.',
  'json-not-serializable': 'Pick the values that shall go into the JSON.',
  'json-invalid': 'What is read here is no JSON.',
  'form-no-cleaned-data': 'Call is_valid() before this.',
  'anonymous-user': 'Nobody is logged in here. Put @login_required above the view.',
  'login-wrong-call':
    'Compare this call with login(request, user). A view of the same name hides the function.',
  'synchronous-only': 'Use await and the async form of this query.',
  recursion: 'This line leads back to itself.',
  'multiple-objects-returned': 'More than one object fits. Ask for one that is unique.',
  'related-object-does-not-exist': 'This object has none. Make it first, or ask with hasattr().',
  'field-error-keyword': 'The model has no field of this name.',
  'cannot-assign': 'Give the object itself, not its number or text.',
  'field-expected-a-number': 'This value is no number.',
  'value-invalid': 'This value cannot be read.',
  'integrity-foreign-key': 'No object has the number that is given here.',
  'unsaved-related-object': 'Save the other object first.',
  'many-to-many-assignment': 'Use .set() here.',
  'manager-misused': 'Ask the class, with a method: Model.objects.all().',
  'queryset-attribute': 'This is a list of objects, not one object.',
  'queryset-sliced': 'Filter and sort before you cut.',
  'broken-transaction': 'A query before this one failed in the same transaction.',
  'suspicious-file-operation': 'This path leads out of its folder.',
  'test-database-forbidden': 'This line asks the database. Derive the test from TestCase.',
  'python-SyntaxError': 'Python cannot read this line, or the one above it.',
  'python-IndentationError': 'The spaces at the beginning of this line do not fit.',
  'python-NameError': 'This name is not known here: import it, or compare the spelling.',
};
