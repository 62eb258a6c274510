/** The generated site as its visitors and its owner see it: a running server and a real browser. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page, Response } from 'playwright-core';
import {
  accessibilityProblems,
  computedStyle,
  type Device,
  horizontalOverflow,
  missingBrowser,
  openPage,
  screenshot,
  startBrowser,
  type Theme,
} from './support/browser';
import {
  type DjangoVersion,
  describeEachDjango,
  describeUnlessMissing,
  djangoVersions,
  missingFor,
} from './support/environments';
import { createProject, manage } from './support/program';
import { type Server, startServer } from './support/server';

const newest = djangoVersions.at(-1)!;
const looks: [Theme, Device][] = [
  ['light', 'desktop'],
  ['light', 'phone'],
  ['dark', 'desktop'],
  ['dark', 'phone'],
];

jest.setTimeout(120_000);

let browser: Browser;

beforeAll(async () => {
  if (missingBrowser() === undefined) browser = await startBrowser();
});

afterAll(() => browser?.close());

describeUnlessMissing(
  missingBrowser() ?? missingFor(newest),
  'The newest Django in a browser',
  () => {
    let root: string;
    let server: Server;

    beforeAll(async () => {
      root = prepareProject(newest);
      server = await startServer(root, newest);
    });

    afterAll(() => server?.stop());

    describe('before anything was written', () => {
      looksGood('home', '/');
      looksGood('list-empty', '/blog/');

      test('the home page has its style sheet, in a light and a dark version', async () => {
        const light = await openPage(browser, 'light');
        const dark = await openPage(browser, 'dark');
        await light.page.goto(server.url);
        await dark.page.goto(server.url);

        expect(await computedStyle(light.page, '.steps', 'display')).toBe('grid');
        expect(await computedStyle(light.page, 'body', 'background-color')).toBe(
          'rgb(246, 248, 245)',
        );
        expect(await computedStyle(dark.page, 'body', 'background-color')).toBe('rgb(17, 24, 21)');
      });

      test('the home page leads to the app and to the admin', async () => {
        const { page } = await openPage(browser);
        await page.goto(server.url);
        await follow(page, page.locator('nav').getByRole('link', { name: 'Blog' }));
        expect(new URL(page.url()).pathname).toBe('/blog/');

        await page.goBack();
        await follow(page, page.getByRole('link', { name: 'The admin' }));
        expect(new URL(page.url()).pathname).toBe('/admin/login/');
      });

      test('the empty list leads to the form for the first post', async () => {
        const { page } = await openPage(browser);
        await page.goto(`${server.url}/blog/`);
        await follow(page, page.getByRole('link', { name: 'Add the first post' }));
        expect(new URL(page.url()).searchParams.get('next')).toBe('/admin/blog/post/add/');
      });
    });

    describe('with three posts', () => {
      beforeAll(() => writePosts(root, newest));

      looksGood('list', '/blog/');
      looksGood('list-found', '/blog/?q=apples');
      looksGood('list-not-found', '/blog/?q=rhubarb');
      looksGood('detail', '/blog/1/');

      test('the list shows the featured post first', async () => {
        const { page } = await openPage(browser);
        await page.goto(`${server.url}/blog/`);
        expect(await titles(page)).toEqual(['Pears', 'Quinces', 'Apples']);
        expect(
          await page.locator('li', { hasText: 'Featured' }).locator('h2 a').textContent(),
        ).toBe('Pears');
      });

      test('a search shows the posts with that word, and keeps it in the field', async () => {
        const { page } = await openPage(browser);
        await page.goto(`${server.url}/blog/`);
        await page.getByLabel('Search posts').fill('CRISP');
        await follow(page, page.getByRole('button', { name: 'Search' }));

        expect(await titles(page)).toEqual(['Apples']);
        expect(await page.getByLabel('Search posts').inputValue()).toBe('CRISP');
      });

      test('what a visitor types is shown as text, never run', async () => {
        const { page, problems } = await openPage(browser);
        const typed = '"><script>document.title = "run"</script>';
        await page.goto(`${server.url}/blog/?q=${encodeURIComponent(typed)}`);

        expect(await page.title()).toBe('Posts');
        expect(await page.locator('main').textContent()).toContain(typed);
        expect(problems).toEqual([]);
      });

      test('a post opens from the list, and leads back to it', async () => {
        const { page } = await openPage(browser);
        await page.goto(`${server.url}/blog/`);
        await follow(page, page.getByRole('link', { name: 'Apples' }));
        expect(await page.locator('h1').textContent()).toBe('Apples');
        expect(await page.locator('article p', { hasText: 'second paragraph' }).count()).toBe(1);

        await follow(page, page.getByRole('link', { name: 'All posts' }));
        expect(new URL(page.url()).pathname).toBe('/blog/');
      });
    });

    describe('the admin', () => {
      // The smallest PNG there is: one transparent pixel.
      const picture = Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
        'base64',
      );
      let page: Page;
      let problems: string[];

      beforeAll(async () => {
        ({ page, problems } = await openPage(browser));
        manage(
          root,
          newest,
          'shell',
          '-c',
          'from blog.models import Post; Post.objects.all().delete()',
        );
      });

      // These tests follow one post through its life, so each needs the ones before it.
      test('lets the owner log in', async () => {
        await page.goto(`${server.url}/admin/`);
        await screenshot(page, 'admin-login');
        await page.getByLabel('Username').fill('owner');
        await page.getByLabel('Password').fill('a long passphrase');
        await follow(page, page.getByRole('button', { name: 'Log in' }));

        expect(await page.locator('#content').textContent()).toContain('Posts');
        await screenshot(page, 'admin');
      });

      test('creates a post with a file, which appears on the site', async () => {
        await page.goto(`${server.url}/admin/blog/post/add/`);
        await page.locator('[name=title]').fill('Plums');
        await page.locator('[name=body]').fill('Soft and sweet.');
        await page.locator('[name=attachment]').setInputFiles({
          name: 'plum.png',
          mimeType: 'image/png',
          buffer: picture,
        });
        await page.locator('[name=is_featured]').check();
        await screenshot(page, 'admin-add');
        await follow(page, page.getByRole('button', { name: 'Save', exact: true }));
        expect(await page.locator('.success').textContent()).toMatch(
          /“?Plums”? was added successfully/,
        );
        await screenshot(page, 'admin-list');

        await page.goto(`${server.url}/blog/`);
        expect(await titles(page)).toEqual(['Plums']);
        await follow(page, page.getByRole('link', { name: 'Plums' }));
        expect(await page.locator('article').textContent()).toContain('Soft and sweet.');
        await screenshot(page, 'detail-attachment');
      });

      test('the uploaded file opens from the page of the post', async () => {
        const [response] = await Promise.all([
          page.waitForResponse(/\/media\//),
          page.getByRole('link', { name: 'Open the attachment' }).click(),
        ]);
        expect(response.headers()['content-type']).toBe('image/png');
        expect(await bytesOf(response)).toEqual(picture);
      });

      test('changes the post', async () => {
        await page.goto(`${server.url}/admin/blog/post/`);
        await follow(page, page.getByRole('link', { name: 'Plums' }));
        await page.locator('[name=title]').fill('Damsons');
        await follow(page, page.getByRole('button', { name: 'Save', exact: true }));
        await page.goto(`${server.url}/blog/`);
        expect(await titles(page)).toEqual(['Damsons']);
      });

      test.each([
        ['damson', 1],
        ['SWEET', 1],
        ['rhubarb', 0],
      ])('searching for %s finds %i posts', async (words, count) => {
        await page.goto(`${server.url}/admin/blog/post/`);
        await page.locator('#searchbar').fill(words);
        await follow(page, page.getByRole('button', { name: 'Search' }));
        expect(await page.locator('#result_list tbody tr').count()).toBe(count);
      });

      test.each([
        ['Yes', 1],
        ['No', 0],
      ])('the filter "is featured: %s" leaves %i posts', async (choice, count) => {
        await page.goto(`${server.url}/admin/blog/post/`);
        const filter = page.locator('[data-filter-title="is featured"]');
        await follow(page, filter.getByRole('link', { name: choice, exact: true }));
        expect(await page.locator('#result_list tbody tr').count()).toBe(count);
      });

      test('leads to the post on the site', async () => {
        await page.goto(`${server.url}/admin/blog/post/`);
        await follow(page, page.getByRole('link', { name: 'Damsons' }));
        await follow(page, page.getByRole('link', { name: 'View on site' }));
        expect(await page.locator('h1').textContent()).toBe('Damsons');
      });

      test('deletes the post', async () => {
        await page.goto(`${server.url}/admin/blog/post/`);
        await follow(page, page.getByRole('link', { name: 'Damsons' }));
        await follow(page, page.locator('a.deletelink'));
        await follow(page, page.getByRole('button', { name: /Yes/ }));
        await page.goto(`${server.url}/blog/`);
        expect(await titles(page)).toEqual([]);
      });

      test('all of this without an error', () => {
        expect(problems).toEqual([]);
        expect(server.output()).not.toMatch(/Traceback|" 5\d\d /);
      });
    });

    describe('for visitors, with DEBUG off', () => {
      let productionServer: Server;

      beforeAll(async () => {
        productionServer = await startProductionServer(root);
      });

      afterAll(() => productionServer?.stop());

      looksGood('404', '/nowhere/', () => productionServer, 404);
      looksGood('500', '/broken/', () => productionServer, 500);

      test('the page for a wrong address names it and leads home', async () => {
        const { page } = await openPage(browser);
        await page.goto(`${productionServer.url}/nowhere/`);
        expect(await page.locator('main').textContent()).toContain('/nowhere/');
        await follow(page, page.getByRole('link', { name: 'Go to the home page' }));
        expect(new URL(page.url()).pathname).toBe('/');
      });

      test('the page for a mistake in the code gives nothing of it away', async () => {
        const { page } = await openPage(browser);
        await page.goto(`${productionServer.url}/broken/`);
        expect(await page.content()).not.toMatch(/ZeroDivisionError|Traceback/);
      });
    });

    /** The page in every look: nothing fails, nothing sticks out, everybody can use it. */
    function looksGood(name: string, path: string, site = () => server, status = 200): void {
      test.each(looks)(`the page ${path} looks good (${name}, %s, %s)`, async (theme, device) => {
        const { page, context, problems } = await openPage(browser, theme, device);
        const response = await page.goto(site().url + path);
        await screenshot(page, `${name}-${theme}-${device}`);

        expect(response?.status()).toBe(status);
        expect(await horizontalOverflow(page)).toBe(0);
        expect(await accessibilityProblems(page)).toEqual([]);
        expect(await brokenLinks(page)).toEqual([]);
        expect(problems).toEqual([]);
        await context.close();
      });
    }
  },
);

if (missingBrowser() === undefined) {
  describeEachDjango('Every page in a browser with', (version) => {
    let server: Server;

    afterAll(() => server?.stop());

    test('opens without an error', async () => {
      const root = prepareProject(version);
      writePosts(root, version);
      server = await startServer(root, version);
      const { page, problems } = await openPage(browser);
      for (const path of ['/', '/blog/', '/blog/?q=apples', '/blog/1/', '/admin/login/']) {
        const response = await page.goto(server.url + path);
        expect(response?.status()).toBe(200);
        expect(await brokenLinks(page)).toEqual([]);
      }
      expect(problems).toEqual([]);
    });
  });
}

/** A project with its database, and somebody who may log in. */
function prepareProject(version: DjangoVersion): string {
  const { root } = createProject('myproj', '--django', version);
  expect(manage(root, version, 'migrate').status).toBe(0);
  const makeOwner =
    'from django.contrib.auth.models import User; User.objects.create_superuser("owner", password="a long passphrase")';
  expect(manage(root, version, 'shell', '-c', makeOwner).status).toBe(0);
  return root;
}

function writePosts(root: string, version: DjangoVersion): void {
  const code = `
from blog.models import Post
Post.objects.create(title="Apples", body="Crisp.\\n\\nThis is the second paragraph: " + "Averylongword" * 20)
Post.objects.create(title="Pears", body="Juicy. " * 60, is_featured=True)
Post.objects.create(title="Quinces", body="Averylongword" * 20)
`;
  expect(manage(root, version, 'shell', '-c', code).status).toBe(0);
}

/**
 * The project as visitors meet it, with DEBUG off, and with a view that fails. Here no web server
 * stands in front that knows HTTPS and serves the static files, so Django does without the first
 * and sees to the second.
 */
function startProductionServer(root: string): Promise<Server> {
  const folder = join(root, 'production');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'production_settings.py'),
    'from myproj.settings import *\nSECURE_SSL_REDIRECT = False\nROOT_URLCONF = "production_urls"\n',
  );
  writeFileSync(
    join(folder, 'production_urls.py'),
    'from django.urls import path\nfrom myproj.urls import urlpatterns\nurlpatterns = [*urlpatterns, path("broken/", lambda request: 1 / 0)]\n',
  );
  return startServer(root, newest, ['--insecure'], {
    PYTHONPATH: folder,
    DJANGO_SETTINGS_MODULE: 'production_settings',
    DJANGO_DEBUG: 'false',
    DJANGO_SECRET_KEY: 'a key for this test alone',
    DJANGO_ALLOWED_HOSTS: '127.0.0.1',
  });
}

/** Clicks on what leads to another page, and waits until that is there. */
async function follow(page: Page, target: Locator): Promise<void> {
  await Promise.all([page.waitForEvent('load'), target.click()]);
}

function titles(page: Page): Promise<string[]> {
  return page.locator('.entries h2 a').allTextContents();
}

/** @returns the links on the page that do not lead to a page */
async function brokenLinks(page: Page): Promise<string[]> {
  const links = await page.evaluate<string[]>('[...document.links].map(({ href }) => href)');
  const answers = await Promise.all(
    [...new Set(links)].map(async (link) => ({ link, status: (await fetch(link)).status })),
  );
  return answers
    .filter(({ status }) => status !== 200)
    .map(({ link, status }) => `${status} ${link}`);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return (await fetch(response.url())).arrayBuffer().then(Buffer.from);
}
