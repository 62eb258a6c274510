import { defaultModel } from '../../src/names/default-model';
import { modelNames } from '../../src/names/derive';

test.each([
  ['blog', 'Post'],
  ['books', 'Book'],
  ['categories', 'Category'],
  ['order_lines', 'OrderLine'],
  ['shop', 'ShopItem'],
  ['core', 'CoreItem'],
  ['news', 'NewsItem'],
  ['users', 'Profile'],
])('the app %s has the model %s', (app, model) => {
  expect(defaultModel(app)).toBe(model);
});

test('one object and many have names in the code and for people', () => {
  expect(modelNames('ShopItem', 'shop')).toEqual({
    name: 'ShopItem',
    lower: 'shopitem',
    variable: 'shop_item',
    variablePlural: 'shop_items',
    verboseName: 'shop item',
    verboseNamePlural: 'shop items',
    titlePlural: 'Shop items',
    pluralIsIrregular: false,
  });
});

test('an irregular plural is told to Django', () => {
  const { verboseNamePlural, pluralIsIrregular } = modelNames('Category', 'shop');
  expect(verboseNamePlural).toBe('categories');
  expect(pluralIsIrregular).toBe(true);
});

test('a word without a plural has two variables all the same', () => {
  const { variable, variablePlural } = modelNames('Sheep', 'farm');
  expect([variable, variablePlural]).toEqual(['sheep', 'all_sheep']);
});

test.each([
  ['Class', 'school_class'],
  ['List', 'school_list'],
  ['Message', 'school_message'],
  ['Path', 'school_path'],
])('the variable of %s does not hide a name that has a meaning', (model, variable) => {
  expect(modelNames(model, 'school').variable).toBe(variable);
});
