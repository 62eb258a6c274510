/** Decodes an error: what it means, where in this project its cause lies, and what to change. */
import type { Project } from '../../project/project';
import type { Answer, Place } from '../answer';
import type { Explanation } from '../catalog';
import { explanationsOf } from '../library';
import { bestMatch, isGeneral, type Match } from './match';
import { onOneLine } from './normalise';
import { placesOf } from './places';
import { refine } from './refine';
import { type CheckMessage, type Report, readReport, statements } from './report';
import type { Raised } from './traceback';

/** A problem that was recognised, and the part of the text that told of it. */
export interface Problem {
  match: Match;
  /** The message on one line. */
  said: string;
  raised?: Raised;
  check?: CheckMessage;
}

/**
 * @param text a message, a traceback, the text of Django's error page, the output of a command
 * @param project where places are looked for; without one, only the explanation is given
 * @param from the folder that paths are seen from; that of manage.py where nothing is said
 * @returns undefined where the text is no error that is known
 */
export async function decode(
  text: string,
  project: Project | undefined,
  from?: string,
): Promise<Answer | undefined> {
  const catalog = [...explanationsOf('errors'), ...explanationsOf('checks')];
  return decodeWith(catalog, text, project, from);
}

/** The same with a catalog that is given. */
export function decodeWith(
  catalog: readonly Explanation[],
  text: string,
  project: Project | undefined,
  from = project?.root ?? '',
): Answer | undefined {
  const report = readReport(text);
  const problems = recognise(catalog, report).map((problem) =>
    refine(problem, { catalog, report, project }),
  );
  if (problems.length === 0) return undefined;
  const places = project
    ? problems.flatMap((problem) => placesOf({ ...problem, report, project, from }))
    : [];
  return {
    understood: understood(problems),
    explanations: [...new Set(problems.map(({ match }) => match.explanation))],
    places: withoutRepetition(places),
  };
}

function recognise(catalog: readonly Explanation[], report: Report): Problem[] {
  const exception = recogniseRaised(catalog, report.raised);
  const checks = report.checks.flatMap((check) => recogniseCheck(catalog, check) ?? []);
  const isCheckError = exception?.raised?.type.endsWith('SystemCheckError');
  if (exception && !isGeneral(exception.match) && !isCheckError) return [exception, ...checks];
  if (checks.length > 0) return checks;
  // A command may say what is wrong, and then stumble over something else. A page says it once.
  const isPage = /^\s*(Exception Type|Request Method):/m.test(report.text);
  if (exception && isPage) return [exception];
  const before = exception ? report.text.split(/^.*Traceback \(most/m)[0]! : report.text;
  const forms = onOneLine(before);
  const match = bestMatch(forms, catalog);
  if (exception && (!match || isGeneral(match) || SAYS_ONLY_WHERE.has(match.explanation.id))) {
    return [exception];
  }
  return match ? [{ match, said: forms[0]! }] : [];
}

/** What the server logs in front of a traceback. */
const SAYS_ONLY_WHERE = new Set(['errors/server-error', 'errors/page-not-found']);

/**
 * In a chain the last exception is usually the clearest, since Django turns others into its own. But
 * some only say that something else went wrong.
 */
function recogniseRaised(
  catalog: readonly Explanation[],
  chain: readonly Raised[],
): Problem | undefined {
  const found = chain.flatMap((raised): Problem[] => {
    const forms = statements(raised);
    const match = bestMatch(forms, catalog) ?? (raised.type ? unknown(catalog) : undefined);
    return match ? [{ match, said: forms[0]!, raised }] : [];
  });
  const telling = found.filter(({ match }) => !isGeneral(match));
  const causes = telling.filter(({ match }) => !ONLY_SAY_THAT_IT_FAILED.has(match.explanation.id));
  return causes.at(-1) ?? telling.at(-1) ?? found.at(-1);
}

function unknown(catalog: readonly Explanation[]): Match | undefined {
  const explanation = catalog.find(({ id }) => id === 'errors/python-exception');
  return explanation && { explanation, groups: {}, weight: 0 };
}

/** They name another error as their cause; where the traceback shows it, that one counts. */
const ONLY_SAY_THAT_IT_FAILED = new Set([
  'errors/wsgi-application-not-loaded',
  'errors/logging-not-configured',
  'errors/template-library-broken',
  'errors/broken-transaction',
]);

function recogniseCheck(catalog: readonly Explanation[], check: CheckMessage): Problem | undefined {
  const said = `${check.subject}: (${check.id}) ${check.message}`;
  const match = bestMatch([said], catalog);
  return match && { match, said, check };
}

function understood(problems: readonly Problem[]): string {
  const shown = problems.map(({ said }) => {
    const text = said.replace(/^\??: /, '');
    const sentence = text.length > 90 ? text.split(/(?<=\w[.!?]) /)[0]! : text;
    return sentence.length > 100 ? `${sentence.slice(0, 99)}…` : sentence.replace(/\.$/, '');
  });
  return shown.length > 3
    ? `${shown.slice(0, 3).join(' · ')} · and ${shown.length - 3} more`
    : shown.join(' · ');
}

function withoutRepetition(places: readonly Place[]): Place[] {
  const seen = new Set<string>();
  return places.filter(({ path, line }) => {
    const key = `${path}:${line}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
