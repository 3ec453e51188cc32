package dev.aria.models.torchscript;

import java.util.Locale;

/** TorchScript text from templates. libtorch reads it, so the language of the user is left out. */
public final class ScriptText {
  private ScriptText() {}

  /** {@code template} of {@link String#format} with its {@code values}, digits always ASCII. */
  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for this alone
  public static String script(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
