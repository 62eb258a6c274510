/** A certificate that the tests have signed themselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './environments';
import { temporaryFolder } from './program';

export interface Certificate {
  /** The folder with fullchain.pem and privkey.pem, as Certbot names them. */
  folder: string;
  /** What a client has to trust. */
  ca: string;
}

export function selfSigned(domain: string): Certificate {
  const folder = temporaryFolder();
  const files = ['-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')];
  const subject = ['-subj', `/CN=${domain}`, '-addext', `subjectAltName=DNS:${domain}`];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  mustRun('openssl', ['req', '-x509', ...key, '-days', '2', ...subject, ...files]);
  return { folder, ca: readFileSync(join(folder, 'fullchain.pem'), 'utf8') };
}
