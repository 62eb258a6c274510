/**
 * Names that are taken: by Python, by Django, by the generated project, by the operating system.
 */

import { wordSet as words } from './words';

/** https://docs.python.org/3/reference/lexical_analysis.html#keywords */
export const keywords = words(`
  False None True and as assert async await break class continue def del elif else except finally
  for from global if import in is lambda nonlocal not or pass raise return try while with yield
`);

/**
 * The modules of Python 3.10 to 3.14 (`sys.stdlib_module_names`, and `test`). The project's folder comes first
 * on Python's path, so a package of the same name would hide the module from everything else.
 */
export const standardLibrary = words(`
  test
  abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop
  base64 bdb binascii binhex bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd
  code codecs codeop collections colorsys compileall compression concurrent configparser
  contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal
  difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp
  fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob
  graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io
  ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal
  math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath
  nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools
  pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd
  py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource
  rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib
  sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants sre_parse ssl stat
  statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny
  tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize
  tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest
  urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc
  zipapp zipfile zipimport zlib zoneinfo
`);

/** Packages that stand beside a Django project: its own dependencies, and the usual company. */
export const packages = words(`
  django asgiref sqlparse tzdata pip setuptools wheel pkg_resources
  celery channels daphne environ gunicorn hypercorn jinja2 mysqldb pil psycopg psycopg2 pytest
  redis requests rest_framework uvicorn uwsgi whitenoise
`);

/** The labels of the apps in every project's INSTALLED_APPS. Two apps cannot share a label. */
export const djangoApps = words('admin auth contenttypes sessions messages staticfiles');

/** What stands at the top of the generated project. */
export const projectFiles = words('manage templates static media staticfiles');

/** The tables of Django's own apps. */
export const djangoTables = words(`
  auth_group auth_group_permissions auth_permission auth_user auth_user_groups
  auth_user_user_permissions django_admin_log django_content_type django_migrations django_session
`);

/** Classes that the generated app imports beside its model. */
export const importedClasses = words('Q SimpleTestCase TestCase');

/**
 * Names that a variable of the generated code must not take: Python's soft keywords and built-in
 * functions, names that the code itself uses, and names that templates give a meaning.
 */
export const variables = words(`
  _ case match type
  abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod
  compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float
  format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter
  len license list locals map max memoryview min next object oct open ord pow print property quit
  range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
  admin admin_url app_name apples args cls context kwargs models path pears pk query render
  request response reverse self url urlpatterns views word
  block csrf_token forloop messages perms user
`);

/** https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file */
export const windowsDevices = words(`
  con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7
  lpt8 lpt9
`);
