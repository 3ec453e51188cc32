package dev.aria.core.record;

/** Names of a run's teachers, which prompts carry as tags. */
public final class TeacherTag {
  /** The run's own teacher, that of prompts without a tag. */
  public static final String OWN = "default";

  private static final String FORM = "[a-zA-Z0-9_-]{1,60}";

  private TeacherTag() {}

  /**
   * Refuses what is no name of a teacher.
   *
   * @param what the message begins with, such as {@code teacher of the prompt}
   * @throws IllegalArgumentException then
   */
  public static void check(String what, String tag) {
    if (!tag.matches(FORM)) {
      throw new IllegalArgumentException(
          "%s is '%s', may hold only letters, digits, '_' and '-', at most 60"
              .formatted(what, tag));
    }
  }
}
