/** Reads what somebody typed or pasted: the names in it that may be looked up. */

export interface Question {
  typed: string;
  /** What may be the name of an explanation, the likeliest first. */
  names: readonly string[];
  /** The kinds that the form of the question speaks for. */
  kinds: readonly string[];
  /** True where the form allows no other kind: `{% include %}` is none of the urls. */
  only: boolean;
}

interface Shape {
  pattern: RegExp;
  names(found: RegExpExecArray): (string | undefined)[];
  kinds?: readonly string[];
  only?: true;
}

const shapes: readonly Shape[] = [
  {
    // python manage.py migrate blog
    pattern: /^\W*(?:\S+ )*?(?:\.[/\\])?(?:manage\.py|django-admin)\s+([a-z_]+)/,
    names: ([, command]) => [command],
    kinds: ['commands'],
    only: true,
  },
  {
    // {% url 'blog:post_list' %}
    pattern: /\{%-?\s*(\w+)\s*(\w*)[^%]*%\}/,
    names: ([, tag, argument]) => [`${tag} ${argument}`, tag],
    kinds: ['templates', 'tags', 'concepts'],
    only: true,
  },
  {
    // {{ post.title|lower }}
    pattern: /\{\{\s*([\w.]+)(?:\s*\|\s*(\w+))?.*\}\}/,
    names: ([whole, , filter]) => [filter, whole, '{{ post.title }}'],
    kinds: ['templates', 'filters', 'concepts'],
    only: true,
  },
  {
    // path("blog/", include("blog.urls"))
    pattern: /\b(?:path|re_path|url)\(.*\b(include)\(/,
    names: ([, include]) => [include],
    kinds: ['urls'],
  },
  {
    // @admin.register(Post)
    pattern: /^@([\w.]+)/,
    names: ([whole, decorator]) => [whole, decorator, lastPart(decorator!)],
  },
  {
    // class Post(models.Model):
    pattern: /^class\s+(\w+)(?:\(([\w.]+))?/,
    names: ([, name, base]) => [`class ${name}`, name, base, base && lastPart(base)],
  },
  {
    // from django.shortcuts import render
    pattern: /^from\s+[\w.]+\s+import\s+(\w+)/,
    names: ([, name]) => [name],
  },
  { pattern: /^def\s+(\w+)/, names: ([, name]) => [name] },
  {
    // title = models.CharField(max_length=200)
    pattern: /^([\w.]+)\s*\+?=\s*(?:([\w.]+)\()?/,
    names: ([, name, callee]) => [name, callee, callee && lastPart(callee)],
  },
  {
    // reverse("blog:post_list")
    pattern: /^([\w.]+)\s*\(/,
    names: ([, callee]) => [callee, lastPart(callee!)],
  },
  {
    // blog/models.py:12, blog\\models.py
    pattern: /^(?:[\w.-]*[/\\])+([\w.-]+)(?::\d+)?$/,
    names: ([, file]) => [file, migrationFile(file!)],
  },
  {
    // 0002_post_title.py
    pattern: /^\d{4}_\w+\.py$/,
    names: ([file]) => [file, migrationFile(file)],
  },
  {
    // django.middleware.security.SecurityMiddleware
    pattern: /^[\w.]+\.(\w+)$/,
    names: ([whole, last]) => [whole, ...(fileEndings.test(last!) ? [] : [last])],
  },
  {
    pattern:
      /^(?:what(?:'?s| is| are| does)|explain|how (?:do|does|to use)|why (?:do|does|is)(?: i need| we need)?|tell me about)\s+(?:an? |the )?(.+?)(?: do| mean| work| for)?\s*\?*$/i,
    names: ([, topic]) => [topic],
  },
];

const migrationFile = (file: string) =>
  /^\d{4}_\w+\.py$/.test(file) ? '0001_initial.py' : undefined;

const fileEndings = /^(py|html|css|js|md|txt|toml|sqlite3|svg|env)$/;

const kindsOfPaths: readonly [RegExp, string][] = [
  [/^(django\.conf\.)?settings\.\w/, 'settings'],
  [/\bmiddleware\.\w/, 'middleware'],
  [/^(django\.db\.)?models\./, 'models'],
  [/^(django\.contrib\.)?admin\./, 'admin'],
  [/^(django\.db\.)?migrations\./, 'migrations'],
  [/^django\.contrib\.\w+$/, 'contrib'],
];

export function readQuestion(text: string): Question {
  const typed = text.trim().replace(/^(["'`])(.*)\1$/s, '$2');
  for (const { pattern, names, kinds = [], only = false } of shapes) {
    const found = pattern.exec(typed);
    if (!found) continue;
    const all = [typed, ...names(found)].filter((name) => name !== undefined && name !== '');
    return { typed, names: all as string[], kinds: [...kinds, ...kindsOf(all as string[])], only };
  }
  return { typed, names: [typed], kinds: [], only: false };
}

function kindsOf(names: readonly string[]): string[] {
  return kindsOfPaths.flatMap(([path, kind]) =>
    names.some((name) => path.test(name)) ? [kind] : [],
  );
}

const lastPart = (dotted: string) => dotted.slice(dotted.lastIndexOf('.') + 1);
