package dev.aria.trials.study.page;

import java.util.List;

/**
 * A part of a report under a heading of its own.
 *
 * @param title the heading
 * @param blocks what it says; nothing is shown of a section without any
 */
public record Section(String title, List<Block> blocks) {
  public Section {
    blocks = List.copyOf(blocks);
  }
}
