import { UserError } from '../../src/errors';
import { fieldKinds } from '../../src/fields/kinds';
import { parseFields } from '../../src/fields/parse';

const owner = { app: 'blog', model: 'Post' };

function reads(text: string): object[] {
  return parseFields(text, owner).map(({ name, kind, optional, options }) => ({
    name,
    kind: kind.name,
    optional,
    ...options,
  }));
}

function refuses(text: string): string {
  try {
    parseFields(text, owner);
  } catch (error) {
    if (error instanceof UserError) return `${error.message}\n${error.hint ?? ''}`;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('a field', () => {
  test('is a name and a kind; without a kind it is a short text', () => {
    expect(reads('title body:text')).toEqual([
      { name: 'title', kind: 'char', optional: false },
      { name: 'body', kind: 'text', optional: false },
    ]);
  });

  test.each(['title:char?(80)', 'title:char(80)?', 'title:char?(max_length=80)'])('%s', (text) => {
    expect(reads(text)).toEqual([{ name: 'title', kind: 'char', optional: true, max_length: 80 }]);
  });

  test('has options, with spaces and quotation marks as one likes', () => {
    expect(reads('a:decimal(8, 2, default=9.90)  b:char(choices=one|two, unique)')).toEqual([
      {
        name: 'a',
        kind: 'decimal',
        optional: false,
        max_digits: 8,
        decimal_places: 2,
        default: '9.90',
      },
      { name: 'b', kind: 'char', optional: false, choices: ['one', 'two'], unique: true },
    ]);
    expect(reads(`a:int(help_text="Yes, no (or so).")`)[0]).toMatchObject({
      help_text: 'Yes, no (or so).',
    });
  });

  test('leads to other models, to its own and to the users', () => {
    expect(reads('a:fk(shop.Item, on_delete=models.PROTECT)')[0]).toMatchObject({
      to: 'shop.Item',
      on_delete: 'protect',
    });
    for (const own of ['self', 'Post', 'blog.Post']) {
      expect(reads(`parent:fk?(${own})`)[0]).toMatchObject({ to: 'self' });
    }
    for (const user of ['user', 'auth.User', 'settings.AUTH_USER_MODEL']) {
      expect(reads(`author:fk(${user})`)[0]).toMatchObject({ to: 'auth.User' });
    }
  });

  test('every kind can be written', () => {
    for (const { name, family } of fieldKinds) {
      const options = family === 'relation' ? '(auth.User)' : '';
      expect(reads(`thing:${name}${options}`)).toHaveLength(1);
    }
  });
});

describe('a wrong field is named, with what would be right', () => {
  test.each([
    ['', /--fields is empty/],
    ['title:chr', /"title:chr": there is no kind of field called "chr"\.\nChoose one of: char, /],
    ['title:CharField', /Choose one of: char, /],
    ['a:foreignkey(auth.User)', /Choose one of: fk, /],
    ['title:char(80', /bracket is not closed/],
    ['title:char)', /closing bracket has no opening one/],
    ['title:char(help_text="a)', /quotation mark " is not closed/],
    ['title:char(80)x', /"x" is too much at the end/],
    ['title:char(max_lenght=80)', /char has no option max_lenght\.\nPossible are: max_length, /],
    ['title:char(80, 90)', /char has no option "90"/],
    ['title:char(0)', /max_length must be a whole number from 1 up, not "0"/],
    ['a:created(80)', /created takes no options/],
    ['a:created?', /by itself, so it cannot be optional/],
    ['a:decimal(2,4)', /decimal_places \(4\) is more than max_digits \(2\)/],
    ['a:decimal(4,2,default=123.4)', /does not fit into decimal\(4,2\)/],
    ['a:int(default=x)', /"x" is no number for int/],
    ['a:posint(default=-1)', /"-1" is less than 0/],
    ['a:bool(default=maybe)', /Possible are: true, false/],
    ['a:char(choices=a|b, default=c)', /none of the choices\.\nPossible are: a, b/],
    ['a:char(choices=a|a)', /a value twice/],
    ['a:char(default=x, unique)', /unique and default/],
    ['a:email(10)', /too short for an address; 20/],
    ['a:fk', /must say which model.*\nFor example: {2}a:fk\(auth\.User\)/],
    ['a:fk(User2)', /write the app's label, a dot and the model/],
    ['a:fk(auth.User, on_delete=casade)', /Possible are: cascade, /],
    ['a:fk(auth.User, on_delete=set_null)', /Write: {2}a:fk\?\(auth\.User, on_delete=set_null\)/],
    ['a:fk(self)', /Write: {2}a:fk\?\(self\)/],
  ])('%j', (text, message) => {
    expect(refuses(text)).toMatch(message);
  });
});

describe('the name of a field', () => {
  test.each([
    ['id', /Django adds to every model/],
    ['pk', /a part of every Django model/],
    ['objects', /a part of every Django model/],
    ['save:bool', /For example: {2}--fields "save_field"/],
    ['class', /word of the Python language/],
    ['two__parts', /two _ in a row.*\n.*"two_parts"/],
    ['Title', /capital letters.*\n.*"title"/],
    ['get_status_display', /a method that Django adds/],
    ['models', /uses "models" for something else/],
    ['2nd', /begins with a digit/],
    ['title title', /"title" is there twice/],
    ['author:fk(auth.User) author_id:int', /would both be called author_id/],
    ['a:auto b:bigauto', /one primary key, and here are two/],
  ])('%s', (text, message) => {
    expect(refuses(text)).toMatch(message);
  });

  test('may be id where it is the primary key', () => {
    expect(reads('id:bigauto')).toHaveLength(1);
  });

  test('does not lead to one reverse name twice, and the suggestion is accepted', () => {
    const message = refuses('author:fk(auth.User) editor:fk(auth.User)');
    expect(message).toMatch(/the way back by one name: post_set/);
    const [, suggestion] = /--fields "(.*)"/.exec(message)!;
    expect(reads(`author:fk(auth.User) ${suggestion}`)).toHaveLength(2);
  });

  test('does not take what the other model has', () => {
    expect(refuses('a:fk(auth.User, related_name=groups)')).toMatch(/called "groups" already/);
  });
});
