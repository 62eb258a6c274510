/** One of several threads that annotate the files of a large project. */
import { parentPort, workerData } from 'node:worker_threads';
import { annotateFiles, type Task } from './annotate-files';

async function work(): Promise<void> {
  const { targets, ...task } = workerData as Task & { targets: readonly string[] };
  await annotateFiles(task, targets, (result) => {
    const isSame = 'after' in result && result.after === result.before;
    // What does not change need not travel.
    parentPort!.postMessage(isSame ? { ...result, before: '', after: '' } : result);
  });
}

void work();
