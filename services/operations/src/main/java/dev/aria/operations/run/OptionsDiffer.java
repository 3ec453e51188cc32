package dev.aria.operations.run;

import java.util.List;

/**
 * Work that was begun under one set of options was asked to go on under another. Nothing was
 * changed; the message names each option with both values.
 */
public final class OptionsDiffer extends IllegalArgumentException {
  /**
   * @param subject what was begun, such as {@code run 'demo-1'}
   * @param differences each such as {@code --steps 400, not 20}
   * @param remedy what to do instead
   */
  public OptionsDiffer(String subject, List<String> differences, String remedy) {
    super("%s was begun with %s. %s".formatted(subject, String.join("; ", differences), remedy));
  }
}
