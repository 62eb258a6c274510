/** The page /health/, over plain HTTP and with production settings. */
import { checkProduction, describeFeatures, production, succeed } from '../support/features';
import { run } from '../support/program';

jest.setTimeout(300_000);

const ask = (host: string) => `
from django.test import Client
response = Client(SERVER_NAME="${host}").get("/health/")
print(response.status_code, response.headers.get("Cache-Control"))
`;

describeFeatures(['health'], {
  more: (project) => {
    test('production answers a check over plain HTTP, for the hosts that it knows', () => {
      const { python, root } = project();
      checkProduction(python, root, 'myproj.settings');
      const answer = (host: string) =>
        succeed(
          run(python, ['manage.py', 'shell', '-c', ask(host)], { cwd: root, env: production }),
        ).stdout.trim();
      expect(answer('example.com')).toMatch(/^200 .*no-store/m);
      expect(answer('10.0.0.7')).toMatch(/^400/m);
    });
  },
});
