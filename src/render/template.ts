/** From EJS source to a template, the same for the built-in templates and for the user's own. */

/**
 * A note stands on a line of its own. This hands its indent to `note`, which writes whole lines,
 * so that nothing is left of the line where there is no note.
 */
export function prepareNotes(source: string): string {
  return source.replace(/^([ \t]*)<%-\s*note\((.*?)\)\s*%>\r?\n/gm, '<%- note("$1", $2) %>');
}

/**
 * @returns the ids of the explanations that a template names, also where it chooses between two,
 * and those that a feature.ts names: `note: 'settings/STORAGES'`
 */
export function notesIn(source: string): string[] {
  const placed = [...source.matchAll(/<%-\s*note\((.*?)\)\s*%>/g)].flatMap(([, args]) =>
    [...args!.matchAll(/'(\w+\/[^']+)'/g)].map(([, id]) => id!),
  );
  const named = [...source.matchAll(/\b(?:note|why|was): '(\w+\/[^']+)'/g)].map(([, id]) => id!);
  return [...placed, ...named];
}

/** EJS options for code: values go in as they are, since Python is no web page. */
export const ejsOptions = {
  escape: String,
  strict: true,
  _with: false,
  compileDebug: false,
};

/** The parts of a template's path that stand for names, in Django's own words for them. */
export interface PathNames {
  project_name: string;
  app_name?: string;
  model_name?: string;
}

/**
 * `project_name/settings.py.ejs` → `mysite/settings.py`; `dot-gitignore` → `.gitignore`
 *
 * @returns undefined where the path needs a name that there is not (an app's file, without an app)
 */
export function outputPath(templatePath: string, names: PathNames): string | undefined {
  let complete = true;
  const path = templatePath
    .replace(/\.ejs$/, '')
    .replace(/(^|\/)dot-/g, '$1.')
    .replace(/project_name|app_name|model_name/g, (name) => {
      const value = names[name as keyof PathNames];
      complete &&= value !== undefined;
      return value ?? '';
    });
  return complete ? path : undefined;
}
