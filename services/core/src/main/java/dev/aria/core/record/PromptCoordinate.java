package dev.aria.core.record;

/**
 * Where a corpus prompt lies in the log, so that a draw can be traced back to it.
 *
 * @param partition partition of the tagged-prompts topic
 * @param offset offset of its page
 * @param index row in the page
 * @param id stable id of the prompt
 */
public record PromptCoordinate(int partition, long offset, int index, long id) {
  public PromptCoordinate {
    Checks.atLeast("prompt partition", partition, 0);
    Checks.atLeast("prompt offset", offset, 0);
    Checks.atLeast("prompt index", index, 0);
  }
}
