import { basesOf, lineage, outsideBases } from './classes';
import type { Definition, OwnDefinition } from './definitions';
import type { Modules } from './modules';
import type { Project } from './project';

/** Whether a class is a model: for sure, never, or nobody can tell without its library's source. */
export type ModelKind = 'model' | 'maybe' | 'no';

/** Whether a class of the project is a model, through all of its bases. */
export function modelKindOf(project: Project, definition: OwnDefinition): ModelKind {
  let kind: ModelKind = 'no';
  for (const own of lineage(project.modules, definition)) {
    for (const { definition: base } of basesOf(project.modules, own)) {
      const found = kindOfBase(base);
      if (found === 'model') return 'model';
      if (found === 'maybe') kind = 'maybe';
    }
  }
  return kind;
}

/** The models of other packages that a class comes from, beside `models.Model` itself. */
export function outsideModels(modules: Modules, definition: OwnDefinition): string[] {
  return outsideBases(modules, definition).filter(
    (name) => kindOfBase({ kind: 'outside', name }) !== 'no' && !PLAIN_MODEL.test(name),
  );
}

const PLAIN_MODEL = /^django\.(contrib\.gis\.)?db\.models\.(base\.)?Model$/;

function kindOfBase(base: Definition | undefined): ModelKind {
  if (base?.kind !== 'outside') return 'no';
  const { name } = base;
  const last = name.split('.').at(-1)!;
  if (PLAIN_MODEL.test(name)) return 'model';
  if (/^django\.contrib\.\w+\.(models|base_user|base_session)\.\w+$/.test(name)) {
    return /(Manager|QuerySet)$/.test(last) ? 'no' : 'model';
  }
  if (KNOWN_BASES.has(name)) return 'model';
  // `from somewhere.models import TimeStampedModel`: by its names it is one.
  const looks = /(^|\.)(models?|abstract\w*|db)(\.|$)/.test(name.slice(0, -last.length - 1));
  const isOther = /(Manager|QuerySet|Field)$/.test(last) && !last.startsWith('Abstract');
  if (!looks || name.startsWith('django.') || isOther) return 'no';
  return 'maybe';
}

/** Models of well-known packages that real projects derive theirs from. */
const KNOWN_BASES = new Set([
  'cms.models.CMSPlugin',
  'cms.models.pluginmodel.CMSPlugin',
  'django_extensions.db.models.ActivatorModel',
  'django_extensions.db.models.TimeStampedModel',
  'django_extensions.db.models.TitleDescriptionModel',
  'django_extensions.db.models.TitleSlugDescriptionModel',
  'modelcluster.models.ClusterableModel',
  'model_utils.models.SoftDeletableModel',
  'model_utils.models.StatusModel',
  'model_utils.models.TimeFramedModel',
  'model_utils.models.TimeStampedModel',
  'model_utils.models.UUIDModel',
  'mptt.models.MPTTModel',
  'ordered_model.models.OrderedModel',
  'parler.models.TranslatableModel',
  'polymorphic.models.PolymorphicModel',
  'solo.models.SingletonModel',
  'taggit.models.TagBase',
  'taggit.models.TaggedItemBase',
  'treebeard.mp_tree.MP_Node',
  'wagtail.core.models.Page',
  'wagtail.models.Orderable',
  'wagtail.models.Page',
]);
