import type { SourceModule } from '../python/evaluate';
import { resolve } from '../python/resolve';
import type { SyntaxNode } from '../python/syntax';
import {
  type Call,
  type Item,
  type Place,
  type Sequence,
  text,
  type Value,
} from '../python/values';
import { type Arguments, argument, argumentsOf } from './call';
import { constantOf, textOf } from './constant';
import { dottedName, lookUp } from './definitions';
import { includedList, isInclude } from './django-calls';
import type { Project } from './project';
import { registrationsOf } from './routers';
import type { FlatRoute, UrlsFile } from './routes';
import { patternsOf } from './urls';
import { type View, viewOf } from './views';

/** What lies between the root urls and a list of routes. */
export interface Above {
  address: string;
  namespaces: readonly string[];
  certain: boolean;
  through: readonly Place[];
  depth: number;
}

/** Includes that lead round in a circle end here. */
const DEPTH = 12;

/** Goes through the routes of urls files, and into what they include. */
export class RouteWalker {
  readonly files: UrlsFile[] = [];

  constructor(private readonly project: Project) {}

  module(file: string, name: string, above: Above, from?: Item): FlatRoute[] {
    const list = above.depth < DEPTH ? patternsOf(this.project.modules, file, name) : undefined;
    const namespace = above.namespaces.join(':') || undefined;
    const { address, through } = above;
    this.files.push({ file, module: name, address, namespace, through });
    if (list) return this.list(list, above);
    const place = from?.place ?? { file, line: 1 };
    const node = from?.node ?? this.project.modules.load(file, name)?.tree;
    return node ? this.dynamic(node, place, above, `urlpatterns of ${name}`) : [];
  }

  list(list: Sequence, above: Above): FlatRoute[] {
    return list.items.flatMap((item) =>
      this.item(item, item.certain ? above : { ...above, certain: false }),
    );
  }

  private item(item: Item, above: Above): FlatRoute[] {
    const { value, node } = item;
    if (value.kind === 'either') {
      return value.options.flatMap((option) =>
        this.item({ ...item, value: option }, { ...above, certain: false }),
      );
    }
    if (value.kind === 'sequence') {
      // Until Django 1.9, `patterns()` took tuples too: (r'^blog/', include('blog.urls')).
      const [pattern, view] = value.items;
      const written = { syntax: 'regex' as const, args: value.items, pattern, view };
      return this.route(item, written, undefined, above);
    }
    if (value.kind === 'call') return this.call(item, value, above);
    return this.dynamic(node, item.place, above, node.text);
  }

  private call(item: Item, call: Call, above: Above): FlatRoute[] {
    const callee = (call.callee ?? call.node.child('function')!.text).split('.').at(-1)!;
    const { args, keywords } = call;
    const [first] = args;
    if (callee === 'i18n_patterns') return this.translated(call, above);
    if (callee === 'static') return this.staticFiles(item, call, above);
    // `login_required(path(…))`, a route in a wrapper of the project's own.
    if (first?.value.kind === 'call' && isRoute(first.value) && !isRoute(call)) {
      return this.call({ ...item, node: first.node }, first.value, above);
    }
    const known = isRoute(call);
    const view =
      args[1] ?? (keywords.has('view') ? itemOf(keywords.get('view')!, call) : undefined);
    const route = keywords.get('route') ?? keywords.get('regex');
    const pattern = first ?? (route && itemOf(route, call));
    if (!known && !(view && text(pattern?.value) !== undefined)) {
      return this.dynamic(call.node, item.place, above, call.node.text);
    }
    const written = text(pattern?.value) ?? '';
    const regex = known ? callee !== 'path' : /[\^$]/.test(written);
    const syntax = regex ? 'regex' : 'path';
    return this.route(item, { syntax, args, pattern, view }, argumentsOf(call.node), above);
  }

  private route(
    item: Item,
    written: {
      syntax: 'path' | 'regex';
      args: readonly Item[];
      pattern: Item | undefined;
      view: Item | undefined;
    },
    given: Arguments | undefined,
    above: Above,
  ): FlatRoute[] {
    const { place } = item;
    const node = item.value.kind === 'call' ? item.value.node : item.node;
    const module = this.project.modules.load(place.file);
    const { view } = written;
    const viewNode = (given && argument(given, 1, 'view')) ?? view?.node;
    if (!module || !viewNode) return this.dynamic(node, place, above, node.text);
    const routeNode = given?.keywords.get('route') ?? given?.keywords.get('regex');
    const source =
      text(written.pattern?.value) ??
      textOf(this.project, module, routeNode ?? written.pattern?.node);
    const address = above.address + piece(source, written.syntax);
    const included = view ?? itemOf({ kind: 'unknown' }, { node: viewNode, place });
    if (isInclude(included.value) || /(^|\.)include$/.test(calleeText(viewNode))) {
      return this.include(included.value, viewNode, { ...item, node }, { ...above, address });
    }
    if (/\.urls$/.test(viewNode.text)) {
      return this.dynamic(node, place, { ...above, address }, viewNode.text);
    }
    const nameNode = given && argument(given, 3, 'name');
    const name = nameNode ? textOf(this.project, module, nameNode) : text(written.args[3]?.value);
    return this.add(node, place, { ...above, address }, name, {
      view: viewOf(this.project, module, viewNode, stringPrefix(node)),
    });
  }

  /** https://docs.djangoproject.com/en/stable/ref/urls/#include */
  private include(value: Value, include: SyntaxNode, item: Item, above: Above): FlatRoute[] {
    const { modules } = this.project;
    const { place } = item;
    const { positional, keywords } = argumentsOf(include);
    const [target] = positional;
    const source = modules.load(place.file);
    if (!target || !source) return this.dynamic(item.node, place, above, include.text);
    const [included] = value.kind === 'call' ? value.args : [];
    const namespace = textOf(this.project, source, keywords.get('namespace') ?? positional[1]);
    const pair = target.type === 'tuple' ? target.parts : [];
    const below: Above = {
      ...above,
      through: [...above.through, place],
      depth: above.depth + 1,
    };
    const within = (appName: string | undefined): Above => {
      const added = namespace ?? appName;
      return added ? { ...below, namespaces: [...above.namespaces, added] } : below;
    };
    const second = pair[1] && constantOf(this.project, source, pair[1]);
    const appName = typeof second === 'string' ? second : undefined;
    // A list may have come from another module by its name.
    const known = included && resolve(modules.world, included.value);
    const list = known && includedList(known);
    const first = list === known ? known : undefined;
    const moduleName = this.moduleNamed(known, source, pair[0] ?? target);
    if (moduleName) {
      const file = modules.find(moduleName);
      if (!file) return this.dynamic(item.node, place, above, include.text, moduleName);
      const inside = within(appName ?? this.appName(file, moduleName));
      return this.module(file, moduleName, inside, item);
    }
    if (list && !(first && pair.length > 0 && known.kind === 'sequence' && !appName)) {
      return this.list(list, within(appName));
    }
    return (
      this.router(source, pair[0] ?? target, within(appName)) ??
      this.dynamic(item.node, place, above, include.text)
    );
  }

  /** `include('blog.urls')`, `include(blog.urls)`, `include(('blog.urls', 'blog'))`. */
  private moduleNamed(
    value: Value | undefined,
    source: SourceModule,
    target: SyntaxNode,
  ): string | undefined {
    const inside = value?.kind === 'sequence' ? value.items[0]?.value : value;
    const written = text(inside) ?? textOf(this.project, source, target);
    if (written !== undefined) return written;
    const dotted = dottedName(target);
    const found = dotted ? lookUp(this.project.modules, source, dotted) : undefined;
    if (found?.kind === 'module') return found.name;
    return found?.kind === 'outside' && !/\(|\.urls\.urlpatterns$/.test(found.name)
      ? found.name
      : undefined;
  }

  private appName(file: string, module: string): string | undefined {
    return text(this.project.modules.run(file, module)?.names.get('app_name')?.value);
  }

  /** `include(router.urls)` of Django REST framework: a list and a detail page for each viewset. */
  private router(source: SourceModule, target: SyntaxNode, above: Above): FlatRoute[] | undefined {
    const registered = registrationsOf(this.project, source, target);
    if (!registered?.length) return undefined;
    // The router may have pages of its own, such as the list of all.
    const others = this.dynamic(
      target,
      { file: source.file, line: target.line },
      above,
      target.text,
    );
    const pages = registered.flatMap(({ prefix, basename, node, module }) => {
      const place = { file: module.file, line: node.line };
      const address = `${above.address}${prefix}${prefix ? '/' : ''}…`;
      const [, viewset] = argumentsOf(node).positional;
      const view = viewset && viewOf(this.project, module, viewset);
      return this.add(node, place, { ...above, address }, basename && `${basename}-*`, {
        view,
        dynamic: target.text,
      });
    });
    return [...pages, ...others];
  }

  /** https://docs.djangoproject.com/en/stable/topics/i18n/translation/#language-prefix-in-url-patterns */
  private translated(call: Call, above: Above): FlatRoute[] {
    const prefix = call.keywords.get('prefix_default_language');
    const bare = prefix?.kind === 'constant' && prefix.value === false;
    const address = bare ? above.address : `${above.address}<language>/`;
    return call.args.flatMap((item) => this.item(item, { ...above, address }));
  }

  /** Files that the development server answers itself: `static(settings.MEDIA_URL, …)`. */
  private staticFiles(item: Item, call: Call, above: Above): FlatRoute[] {
    const module = this.project.modules.load(item.place.file);
    const [prefix] = argumentsOf(call.node).positional;
    const address = (module && textOf(this.project, module, prefix)) ?? '…';
    const from = { ...above, address: `/${address.replace(/^\/+/, '')}<path>`, certain: false };
    return this.add(call.node, item.place, from, undefined, {
      view: {
        kind: 'function',
        name: 'django.views.static.serve',
        short: 'serve',
        definition: undefined,
        options: new Map(),
        wrappers: [],
      },
    });
  }

  private dynamic(
    node: SyntaxNode,
    place: Place,
    above: Above,
    source: string,
    module?: string,
  ): FlatRoute[] {
    const address = `${above.address}…`;
    const dynamic = module ?? source.replace(/\s+/g, ' ');
    return this.add(node, place, { ...above, address }, undefined, { dynamic });
  }

  private add(
    node: SyntaxNode,
    place: Place,
    { address, namespaces, certain, through }: Above,
    name: string | undefined,
    leadsTo: { view?: View | undefined; dynamic?: string },
  ): FlatRoute[] {
    const route: FlatRoute = {
      address: address.replace(/^\/+/, '/'),
      name,
      fullName: name && [...namespaces, name].join(':'),
      view: leadsTo.view,
      dynamic: leadsTo.dynamic,
      certain,
      file: place.file,
      line: node.line,
      node,
      through,
    };
    return [route];
  }
}

const ROUTE = /^(path|re_path|url)$/;

function isRoute(call: Call): boolean {
  return ROUTE.test((call.callee ?? call.node.child('function')!.text).split('.').at(-1)!);
}

const calleeText = (node: SyntaxNode): string =>
  node.type === 'call' ? node.child('function')!.text : '';

function itemOf(value: Value, { node, place }: Pick<Item, 'node' | 'place'>): Item {
  return { value, node, place, certain: true };
}

/** What a pattern adds to an address. */
function piece(source: string | undefined, syntax: 'path' | 'regex'): string {
  if (source === undefined) return '…';
  return syntax === 'path' ? source : source.replace(/^(\(\?\w+\))?\^/, '').replace(/\\?[$Z]$/, '');
}

/** Until Django 1.9: `patterns('blog.views', url(r'^$', 'index'))`. */
function stringPrefix(node: SyntaxNode): string {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== 'call' || !/\bpatterns$/.test(calleeText(at))) continue;
    const [prefix] = argumentsOf(at).positional;
    return /^[ru]*(['"])(.*)\1$/.exec(prefix?.text ?? '')?.[2] ?? '';
  }
  return '';
}
