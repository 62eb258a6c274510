/** The feature uvicorn, with a real Uvicorn and production settings. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from '../support/application-server';
import { testsAsDeployed } from '../support/as-deployed';
import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['uvicorn'], {
  more: (project) => {
    const running = testsAsDeployed(project, 'uvicorn');

    test('with one process, a reload is refused: HUP would end the site', () => {
      const server = running();
      const before = server.workers();
      for (const WEB_CONCURRENCY of ['1', undefined]) {
        const env = { ...server.env, WEB_CONCURRENCY };
        expect(server.unit.reload(server.pid, env).status).not.toBe(0);
      }
      expect(server.workers()).toEqual(before);
      expect(server.output()).not.toContain('lifespan');
    });

    test('a process that ends answers those who have reached it and not asked yet', async () => {
      const { port, workers, output } = running();
      const ending = () => output().split('Shutting down').length;
      const before = ending();
      const visitors = Array.from({ length: 8 }, () => connect(port, '127.0.0.1'));
      await Promise.all(visitors.map((visitor) => once(visitor, 'connect')));
      for (const pid of workers()) process.kill(pid, 'SIGTERM');
      await until(() => ending() === before + 2);
      const answers = visitors.map((visitor) => {
        visitor.write('GET /health/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n');
        return text(visitor);
      });
      for (const answer of await Promise.all(answers)) expect(answer).toMatch(/^HTTP\/1.1 200 OK/);
    });
  },
});
