/** A real browser, and what can be seen of a page in it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Page,
  type Request,
} from 'playwright-core';
import { cache } from './environments';

export type Theme = 'light' | 'dark';

/** Widths in CSS pixels: the narrowest phones in use, and a laptop. */
export const widths = { phone: 360, desktop: 1280 } as const;

export type Device = keyof typeof widths;

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macProgram = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** @returns what is missing on this machine to run a browser, or undefined where nothing is */
export function missingBrowser(): string | undefined {
  return findBrowser() ? undefined : 'Chromium or Chrome (on the PATH, or named by CHROME_PATH)';
}

/** Starts the browser with a profile of its own, and without a way to the internet. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What went wrong since the page was opened: errors of scripts, failed requests, foreign hosts. */
  problems: string[];
}

/** Opens an empty page. */
export async function openPage(
  browser: Browser,
  theme: Theme = 'light',
  device: Device = 'desktop',
): Promise<Visit> {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: { width: widths[device], height: 800 },
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  return { page, context, problems: problemsOf(page) };
}

/**
 * The page that the browser was sent to may itself be an error page: its status is no problem.
 * Nor is it that Django's own pages name no icon, so that the browser looks for one.
 */
function problemsOf(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' && url !== page.url() && !isIconOfAdmin(url, page)) {
      problems.push(`console: ${message.text()} (${url})`);
    }
  });
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== 'data:' && hostname !== '127.0.0.1') {
      problems.push(`foreign request: ${request.url()}`);
    }
  });
  page.on('requestfailed', (request) => {
    const error = request.failure()?.errorText;
    // The browser itself gives up what the next page does not need.
    if (error !== 'net::ERR_ABORTED') problems.push(`failed request: ${request.url()} ${error}`);
  });
  page.on('response', (response) => {
    const url = response.url();
    const isExpected = isPageItself(response.request(), page) || isIconOfAdmin(url, page);
    if (response.status() >= 400 && !isExpected) {
      problems.push(`status ${response.status()}: ${url}`);
    }
  });
  return problems;
}

function isPageItself(request: Request, page: Page): boolean {
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}

function isIconOfAdmin(url: string, page: Page): boolean {
  return url.endsWith('/favicon.ico') && page.url().includes('/admin/');
}

/** @returns what axe-core's default rules find wrong, one line for each element */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}\n${failureSummary}`),
  );
}

/** @returns how many pixels the page is wider than the window: 0 where one need not scroll sideways */
export function horizontalOverflow(page: Page): Promise<number> {
  const root = 'document.documentElement';
  return page.evaluate<number>(`${root}.scrollWidth - ${root}.clientWidth`);
}

/** @returns the value that the browser uses in the end, such as `rgb(246, 248, 245)` */
export function computedStyle(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(
    `getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`,
  );
}

/** Keeps a picture of the whole page in `.cache/screenshots/`, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(cache, 'screenshots', `${name}.png`), fullPage: true });
}

let found: string | undefined;

function findBrowser(): string | undefined {
  const wanted = process.env.CHROME_PATH;
  if (wanted) return wanted;
  found ??= programs.find((program) => spawnSync(program, ['--version']).status === 0);
  if (found) return pathOf(found);
  return existsSync(macProgram) ? macProgram : undefined;
}

function pathOf(program: string): string {
  const folders = (process.env.PATH ?? '').split(':');
  return folders.map((folder) => join(folder, program)).find(existsSync) ?? program;
}
