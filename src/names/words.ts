/** Words in the shapes that Python and people want. */

/** `Blog Posts` → `blog_posts`; letters outside ASCII lose their accents or go. */
export function snakeCase(text: string): string {
  return plainWords(text)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(' ')
    .filter(Boolean)
    .join('_')
    .toLowerCase();
}

/** `blog posts` → `BlogPosts` */
export function pascalCase(text: string): string {
  return plainWords(text).split(' ').filter(Boolean).map(capitalized).join('');
}

function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .replace(/^[0-9 ]+/, '');
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * `ShopItem` → `shop item`, in the way that Django makes a model's verbose name.
 *
 * Source: `django.utils.text.camel_case_to_spaces`
 */
export function camelCaseToSpaces(name: string): string {
  return name
    .replace(/((?<=[a-z])[A-Z]|(?<!^)[A-Z](?=[a-z]))/g, ' $1')
    .trim()
    .toLowerCase();
}

/** `one two` → a set of both */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
