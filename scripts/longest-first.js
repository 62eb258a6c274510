/**
 * The order of the test files. Jest begins with those that took longest the last time; in a fresh
 * clone it knows no times and goes by size, so that the longest would be left for the end.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const longest = [
  'features/alone',
  'features/databases',
  'features/pairs',
  'features/channels-live',
];

module.exports = class extends Sequencer {
  sort(tests) {
    const turn = ({ path }) => longest.findIndex((name) => path.includes(`/${name}.test.`));
    const isLong = (test) => turn(test) >= 0;
    const first = [...tests].filter(isLong).sort((a, b) => turn(a) - turn(b));
    return [...first, ...super.sort(tests.filter((test) => !isLong(test)))];
  }
};
