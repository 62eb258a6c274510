/** The feature uvicorn, with a real Uvicorn and production settings. */
import { testsAsDeployed, workersOf } from '../support/as-deployed';
import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

describeFeatures(['uvicorn'], {
  more: (project) => {
    const running = testsAsDeployed(project, {
      name: 'uvicorn',
      listen: (port) => ({ UVICORN_PORT: String(port) }),
      // An old process closes connections that it has taken and not yet read.
      lostByReload: 4,
    });

    test('with one process, a reload is refused: HUP would end the site', () => {
      const { unit, server, env } = running();
      const before = workersOf(server);
      for (const WEB_CONCURRENCY of ['1', undefined]) {
        expect(unit.reload(server.pid, { ...env, WEB_CONCURRENCY }).status).not.toBe(0);
      }
      expect(workersOf(server)).toEqual(before);
      expect(server.output()).not.toContain('lifespan');
    });
  },
});
