import { feature } from '../../src/features/feature';

export default feature({
  id: 'env-file',
  title: 'a list of the variables that the site reads, to copy to .env',
  needs: ['production'],
  environment: [
    { name: 'DJANGO_DEBUG', example: 'false', note: 'environment/DJANGO_DEBUG' },
    { name: 'DJANGO_SECRET_KEY', example: '', note: 'environment/DJANGO_SECRET_KEY' },
    {
      name: 'DJANGO_ALLOWED_HOSTS',
      example: 'example.com,www.example.com',
      note: 'environment/DJANGO_ALLOWED_HOSTS',
    },
  ],
  present: ({ files, root }) => {
    const bytes = files.read(`${root}/.env.example`);
    return bytes !== undefined && /^DJANGO_SECRET_KEY=/m.test(Buffer.from(bytes).toString());
  },
});
