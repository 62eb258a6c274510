import { text } from '../python/values';
import type { Project } from './project';
import { allRoutes } from './routes';

/** Routes of well-known packages, and the name of the login page in them. */
const packages = [
  [/\bdjango\.contrib\.auth\.urls\b/, 'login'],
  [/\ballauth\.urls\b/, 'account_login'],
] as const;

/**
 * Where visitors log in, as `settings.LOGIN_URL` has it or could have it; undefined where the
 * project has no such page, or only the one of the admin.
 */
export function loginPage(project: Project): string | undefined {
  const set = project.settings[0]?.names.get('LOGIN_URL');
  if (set) return text(set.value) ?? 'LOGIN_URL';
  const routes = allRoutes(project);
  if (routes.some(({ fullName }) => fullName === 'login')) return 'login';
  const dynamic = routes.flatMap((route) => route.dynamic ?? []);
  return packages.find(([urls]) => dynamic.some((each) => urls.test(each)))?.[1];
}
