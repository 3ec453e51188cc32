package dev.aria.runtime.boot;

/** Which ARIA this is. */
public final class AriaVersion {
  /** The version in {@code pom.xml}. */
  public static final String NUMBER = "0.2.0-SNAPSHOT";

  private AriaVersion() {}
}
