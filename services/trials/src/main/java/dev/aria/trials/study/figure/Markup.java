package dev.aria.trials.study.figure;

/** Text that is safe inside HTML and SVG, elements and attributes alike. */
public final class Markup {
  private Markup() {}

  /** {@code text} with whatever markup could begin or end in it replaced. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
