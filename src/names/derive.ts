/** What follows from the name of a model: variables, plurals, titles. */
import pluralize from 'pluralize';
import { keywords, variables } from './reserved';
import { camelCaseToSpaces, capitalized } from './words';

/** The names that the code around a model uses. */
export interface ModelNames {
  /** The class: `ShopItem`. */
  name: string;
  /** The name in lower case, as Django writes it in the table's name: `shopitem`. */
  lower: string;
  /** For one object, in views, URL names and templates: `shop_item`. */
  variable: string;
  variablePlural: string;
  /** For people: `shop item`. */
  verboseName: string;
  verboseNamePlural: string;
  /** For headings: `Shop items`. */
  titlePlural: string;
  /** True where Django's own plural, with an s, would be wrong (`categorys`). */
  pluralIsIrregular: boolean;
}

/** @param app a prefix for variables that would hide a name with a meaning (`list`, `class`) */
export function modelNames(name: string, app: string): ModelNames {
  const verboseName = camelCaseToSpaces(name);
  const verboseNamePlural = pluralize.plural(verboseName);
  const one = verboseName.replaceAll(' ', '_');
  const many = verboseNamePlural.replaceAll(' ', '_');
  const prefix = isTaken(one) || isTaken(many) ? `${app.toLowerCase()}_` : '';
  return {
    name,
    lower: name.toLowerCase(),
    variable: prefix + one,
    variablePlural: one === many ? `all_${many}` : prefix + many,
    verboseName,
    verboseNamePlural,
    titlePlural: capitalized(verboseNamePlural),
    pluralIsIrregular: verboseNamePlural !== `${verboseName}s`,
  };
}

function isTaken(variable: string): boolean {
  return variables.has(variable) || keywords.has(variable);
}
