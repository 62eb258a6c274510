/** Where new imports go, held against Ruff, which sorts as isort does. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { withImports } from '../../src/edits/imports';
import { loadParser, parse } from '../../src/python/parser';
import { tools } from './support/environments';
import { run, temporaryFolder } from './support/program';

/** What files begin with. */
const there = [
  'from __future__ import annotations',
  'import logging',
  'import os.path',
  'import sys',
  'from datetime import timedelta',
  'from pathlib import Path',
  'import environ',
  'import sentry_sdk as sentry',
  'from django.conf import settings',
  'from django.contrib import admin',
  'from django.urls import URLPattern, path',
  'from django.urls import re_path as regex',
  'from zoneinfo import ZoneInfo',
  'import myproj.tools',
  'from myproj.views import home',
  'from . import views',
];

/** What goes in. */
const added = [
  'import os',
  'import socket',
  'from urllib.parse import urlsplit',
  'import channels',
  'from django.urls import include',
  'from django.db.models import Q, sum',
  'from myproj import health',
];

const texts = fc.record({
  docstring: fc.boolean(),
  comment: fc.boolean(),
  there: fc.subarray(there),
  added: fc.subarray(added, { minLength: 1, maxLength: 3 }),
});

beforeAll(loadParser);

test('imports that are sorted stay so', () => {
  const folder = join(temporaryFolder(), 'imports');
  mkdirSync(join(folder, 'myproj'), { recursive: true });
  for (const name of ['__init__', 'health', 'tools', 'views']) {
    writeFileSync(join(folder, `myproj/${name}.py`), '');
  }
  const samples = fc.sample(texts, { numRuns: 300, seed: 1 }).map((sample, index) => {
    const file = join(folder, `file${index}.py`);
    const docstring = sample.docstring ? '"""What this is."""' : '';
    const first = sample.comment ? '# The first.\nFIRST = 1' : 'FIRST = 1';
    const parts = [docstring, sample.there.join('\n'), first].filter(Boolean);
    writeFileSync(file, `${parts.join('\n\n')}\n`);
    return { ...sample, file };
  });
  ruff('--fix');
  for (const { file, added } of samples) {
    const before = readFileSync(file, 'utf8');
    const at = before.indexOf('FIRST');
    const result = withImports(
      before,
      parse(added.join('\n')).parts,
      at,
      (name) => name === 'myproj',
    );
    if (!('text' in result)) throw new Error(`${before}: ${result.taken} is taken`);
    writeFileSync(file, result.text);
  }
  ruff('--diff');

  function ruff(...flags: string[]): void {
    const args = ['check', '--no-cache', '--isolated', '--select', 'I', ...flags, '.'];
    const { status, stdout, stderr } = run(tools().ruff, args, { cwd: folder });
    if (status !== 0) throw new Error(`${stdout}${stderr}`.slice(0, 5000));
  }
});
