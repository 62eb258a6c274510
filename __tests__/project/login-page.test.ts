import { loginPage } from '../../src/project/login-page';
import { open, withSettings, withUrls } from './example';

const HEAD = 'from django.urls import include, path\nfrom mysite import views\n';
const VIEWS = { 'mysite/views.py': 'def enter(request): pass\n' };

test.each([
  ["urlpatterns = [path('in/', views.enter, name='login')]\n", 'login'],
  ["urlpatterns = [path('accounts/', include('django.contrib.auth.urls'))]\n", 'login'],
  ["urlpatterns = [path('accounts/', include('allauth.urls'))]\n", 'account_login'],
  ["urlpatterns = [path('in/', views.enter, name='enter')]\n", undefined],
  ['urlpatterns = []\n', undefined],
])('%j', async (urls, expected) => {
  expect(loginPage(await open(withUrls(HEAD + urls, VIEWS)))).toBe(expected);
});

test.each([
  ["LOGIN_URL = '/in/'\n", '/in/'],
  ["LOGIN_URL = reverse_lazy('in')\n", 'LOGIN_URL'],
])('%j', async (settings, expected) => {
  expect(loginPage(await open(withSettings(`INSTALLED_APPS = []\n${settings}`)))).toBe(expected);
});
