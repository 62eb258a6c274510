/** uWSGI behind a web server: what differs from Gunicorn is how it is asked, and how it reloads. */
import { type ApplicationServer, startApplicationServer } from './application-server';
import { type DjangoVersion, pythonWithFeatures } from './environments';
import { probed } from './probe';
import { makeSite, testOfPages, testOfReload } from './site';
import type { Behind, WebServer } from './web-server';

export function testsOfUwsgi(
  feature: string,
  version: DjangoVersion,
  start: (behind: Behind) => Promise<WebServer>,
): void {
  let application: ApplicationServer;
  let server: WebServer;

  beforeAll(async () => {
    const project = makeSite(`${feature},uwsgi`, version, pythonWithFeatures(version));
    application = await startApplicationServer('uwsgi', project, probed);
    server = await start({ root: project.root, applications: [application.port] });
  });

  afterAll(async () => {
    await server?.stop();
    await application?.stop();
  });

  testOfPages(() => server);

  testOfReload(`${feature}, uWSGI`, () => ({ server, application }));
}
