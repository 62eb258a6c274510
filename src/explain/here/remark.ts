/** What this project knows of a construct in one of its files. */
export interface Remark {
  /** As the source names it: `Post`, `Post.title`. */
  name: string;
  line: number;
  endLine: number;
  /** The explanation; undefined where the catalog has none. */
  id: string | undefined;
  /** The line of the catalog that is true of it here; else that of the explanation is shown. */
  brief?: string;
  /**
   * Sentences, as Markdown; the first one has the name in it. Empty: nothing beyond the catalog.
   * Some cost the reading of other apps, and are worked out when they are asked for.
   */
  readonly facts: readonly string[];
  /** True for parts of another construct, which an answer about the whole file leaves out. */
  isInner?: boolean;
}
