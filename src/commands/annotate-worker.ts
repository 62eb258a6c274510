/** One of several threads that annotate the files of a large project. */
import { parentPort, workerData } from 'node:worker_threads';
import { openProject } from '../project/project';
import { annotateFiles, type Share } from './annotate-files';

async function work(): Promise<void> {
  const { folder, level, targets } = workerData as Share;
  await annotateFiles(await openProject(folder), level, targets, (result) => {
    const isSame = 'after' in result && result.after === result.before;
    // What does not change need not travel.
    parentPort!.postMessage(isSame ? { ...result, before: '', after: '' } : result);
  });
}

void work();
