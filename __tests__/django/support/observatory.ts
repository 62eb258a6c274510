/**
 * The score that Mozilla's HTTP Observatory would give, by its published criteria:
 * https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring and the source in
 * https://github.com/mdn/mdn-http-observatory (src/analyzer/tests, src/grader/charts.js).
 *
 * Whether a host is in the browsers' list for HSTS is not asked: a test has no real host.
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Seen {
  /** What plain http answers. */
  http: { status: number; location?: string | undefined };
  /** The page, by https. */
  page: { headers: IncomingHttpHeaders; body: string };
  /** The same, asked for with an Origin of another site. */
  cors: { origin: string; headers: IncomingHttpHeaders };
  host: string;
}

export interface Report {
  grade: string;
  score: number;
  /** What each test adds or takes. */
  modifiers: Record<string, number>;
}

const sixMonths = 15_552_000;
const grades = ['F', 'F', 'F', 'F', 'F', 'D-', 'D', 'D', 'D+', 'C-', 'C', 'C', 'C+'];
const betterGrades = ['B-', 'B', 'B', 'B+', 'A-', 'A', 'A', 'A+'];

export function observatory(seen: Seen): Report {
  const { headers, body } = seen.page;
  const policy = policyOf(text(headers['content-security-policy']));
  const hsts = hstsModifier(text(headers['strict-transport-security']));
  const modifiers = {
    'content-security-policy': cspModifier(policy),
    cookies: cookiesModifier(headers['set-cookie'] ?? [], hsts === 0),
    'cross-origin-resource-sharing': corsModifier(seen.cors),
    redirection: redirectionModifier(seen),
    'referrer-policy': referrerModifier(text(headers['referrer-policy'])),
    'strict-transport-security': hsts,
    'subresource-integrity': integrityModifier(body, seen.host),
    'x-content-type-options': text(headers['x-content-type-options']) === 'nosniff' ? 0 : -5,
    'x-frame-options': framesModifier(text(headers['x-frame-options']), policy),
    'cross-origin-resource-policy': resourceModifier(text(headers['cross-origin-resource-policy'])),
  };
  const all = Object.values(modifiers);
  const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 100);
  const base = sum(all.filter((one) => one < 0));
  // Extra credit only for those who have an A already.
  const score = Math.max(base >= 90 ? sum(all) : base, 0);
  const grade = [...grades, ...betterGrades][Math.floor(Math.min(score, 100) / 5)]!;
  return { grade, score, modifiers };
}

const text = (header: string | string[] | undefined) =>
  String(header ?? '')
    .toLowerCase()
    .trim();

type Policy = ReadonlyMap<string, readonly string[]>;

function policyOf(header: string): Policy | undefined {
  if (!header) return undefined;
  const rules = header.split(';').map((rule) => rule.trim().split(/\s+/));
  return new Map(rules.map(([name = '', ...sources]) => [name, sources]));
}

const broad = [
  'ftp:',
  'http:',
  'https:',
  '*',
  'http://*',
  'http://*.*',
  'https://*',
  'https://*.*',
];
const inline = ["'unsafe-inline'", 'data:'];

function cspModifier(policy: Policy | undefined): number {
  if (!policy) return -25;
  const sources = (name: string) => policy.get(name) ?? policy.get('default-src') ?? ['*'];
  // A fingerprint or a nonce makes browsers pass over 'unsafe-inline'.
  const effective = (name: string) => {
    const own = sources(name);
    const hasHash = own.some((source) => /^'(sha(256|384|512)|nonce)-/.test(source));
    return hasHash ? own.filter((source) => source !== "'unsafe-inline'") : own;
  };
  const has = (own: readonly string[], of: readonly string[]) =>
    own.some((one) => of.includes(one));
  const isPlain = (source: string) => /^(http|ftp):/.test(source);
  const [script, style] = [effective('script-src'), effective('style-src')];
  const passive = ['img-src', 'media-src'];
  const active = [...policy].filter(([name]) => !passive.includes(name)).flatMap(([, own]) => own);

  if (has(script, [...broad, ...inline]) || has(sources('object-src'), broad)) return -20;
  if (active.some(isPlain)) return -20;
  if ([...script, ...style].includes("'unsafe-eval'")) return -10;
  if (passive.flatMap(sources).some(isPlain)) return -10;
  if (has(style, [...broad, ...inline])) return 0;
  return policy.get('default-src')?.join() === "'none'" ? 10 : 5;
}

function cookiesModifier(cookies: readonly string[], isHsts: boolean): number {
  const worst = cookies.map((cookie) => {
    const [pair = '', ...attributes] = cookie
      .toLowerCase()
      .split(';')
      .map((one) => one.trim());
    const name = pair.split('=')[0]!;
    const has = (attribute: string) => attributes.includes(attribute);
    const isSession = /login|sess/.test(name);
    const site = attributes.find((one) => one.startsWith('samesite='))?.slice('samesite='.length);
    const faults = [
      ...(has('secure') ? [] : [isHsts ? -5 : -20]),
      ...(has('secure') || !isSession ? [] : [isHsts ? -10 : -40]),
      ...(isSession && !has('httponly') ? [-30] : []),
      ...(name.includes('csrf') && !site ? [-20] : []),
      ...(site === 'none' && !has('secure') ? [-20] : []),
      ...(site && !['lax', 'strict', 'none'].includes(site) ? [-20] : []),
    ];
    return Math.min(0, ...faults);
  });
  const fault = Math.min(0, ...worst);
  if (fault < 0 || cookies.length === 0) return fault;
  return cookies.every((cookie) => /;\s*samesite=/i.test(cookie)) ? 5 : 0;
}

function corsModifier({ origin, headers }: Seen['cors']): number {
  const allowed = text(headers['access-control-allow-origin']);
  const withCredentials = text(headers['access-control-allow-credentials']) === 'true';
  return allowed === origin.toLowerCase() && withCredentials ? -50 : 0;
}

function redirectionModifier({ http, host }: Seen): number {
  const isRedirect = http.status >= 300 && http.status < 400 && http.location !== undefined;
  if (!isRedirect) return -20;
  const { protocol, hostname } = new URL(http.location!);
  if (protocol !== 'https:') return -10;
  return hostname === host ? 0 : -5;
}

function referrerModifier(header: string): number {
  const good = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
  if (!header) return 0;
  return good.includes(header.split(',').at(-1)!.trim()) ? 5 : -5;
}

function hstsModifier(header: string): number {
  const seconds = /(?:^|;)\s*max-age=(\d+)/.exec(header)?.[1];
  if (seconds === undefined || header.includes(',')) return -20;
  return Number(seconds) < sixMonths ? -10 : 0;
}

/** Scripts of other hosts have to come by https, and with a fingerprint. */
function integrityModifier(body: string, host: string): number {
  const scripts = [...body.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/gi)];
  const ratings = scripts.map(([tag, source]) => {
    const { protocol, hostname } = new URL(source!, `https://${host}/`);
    const hasFingerprint = /\bintegrity=/.test(tag);
    if (protocol !== 'https:') return hasFingerprint ? -20 : -50;
    if (hasFingerprint) return 5;
    return hostname === host ? 0 : -5;
  });
  return Math.min(...(ratings.length > 0 ? ratings : [0]));
}

function framesModifier(header: string, policy: Policy | undefined): number {
  if (policy?.has('frame-ancestors')) return 5;
  if (header === 'deny' || header === 'sameorigin') return 5;
  return header.startsWith('allow-from') ? 0 : -20;
}

function resourceModifier(header: string): number {
  if (!header || header === 'cross-origin') return 0;
  return header === 'same-origin' || header === 'same-site' ? 10 : -5;
}
