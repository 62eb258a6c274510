import { Statements } from './statements';
import type { SyntaxNode } from './syntax';
import type { Call, Place, Value } from './values';

/** A Python module as it is read: its dotted name decides what relative imports mean. */
export interface SourceModule {
  /** `mysite.settings`; for a package the name of the package itself. */
  name: string;
  file: string;
  isPackage: boolean;
  text: string;
  tree: SyntaxNode;
}

/** What the world around a module answers while the module is evaluated. */
export interface World {
  /** The names of another module; undefined where it is not part of the project. */
  names(module: string): Names | undefined;
  /** Calls that only their library's documentation explains. Undefined: not one of those. */
  call?(call: Call): Value | undefined;
  /** The lists that live on inside a call: `path('base/', include(urlpatterns))`. */
  holds?(call: Call): readonly Value[];
  /** The files that a call such as django-split-settings' `include()` runs in place. */
  runs?(call: Call, from: SourceModule): readonly SourceModule[];
}

/** What is bound to a name, and the last place (or places) that bound it. */
export interface Binding {
  value: Value;
  places: readonly Place[];
}

export type Names = ReadonlyMap<string, Binding>;

/** A call that changes something outside the module, such as `sys.path.insert(0, …)`. */
export interface Effect {
  callee: string;
  args: readonly Value[];
  place: Place;
}

/** What a module holds after it ran: on every path at once, and without running it. */
export interface Outcome {
  names: Names;
  effects: readonly Effect[];
}

/**
 * Follows a module from top to bottom: assignments, `+=`, `append`, conditions, try, loops,
 * imports, classes, calls of its own functions. Where paths part and meet again, a name holds what
 * all of them may have left there. `thenCall` names a function of the module to go through after.
 */
export function evaluate(module: SourceModule, world: World, thenCall?: string): Outcome {
  const run = new Statements(module, world);
  run.block(module.tree);
  if (thenCall) run.callFunction(thenCall);
  return { names: run.names, effects: run.effects };
}
