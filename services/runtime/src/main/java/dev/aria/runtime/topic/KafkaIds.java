package dev.aria.runtime.topic;

import dev.aria.runtime.settings.RunSettings;

/**
 * The one list of consumer groups and transactional ids. Brokers keep a group's place and a
 * writer's fence under these names, so a name that changes loses both: hence they are spelt in two
 * ways, {@code aria.<owner>.} and {@code aria-<run>-}.
 */
public final class KafkaIds {
  private static final int DIGEST_CHARACTERS = 12;

  private KafkaIds() {}

  /** Group that tags {@code corpus} under the region map of {@code regionMapDigest}. */
  public static String taggers(String corpus, String regionMapDigest) {
    return "aria.%s.tagger.%s".formatted(corpus, regionMapDigest.substring(0, DIGEST_CHARACTERS));
  }

  /** Group that shares out the draws of {@code run}. */
  public static String teachers(RunSettings run) {
    return "aria-%s-teachers".formatted(run.name());
  }

  /**
   * Group that shares out the shards of {@code student}; its gradients' topic has the same name.
   */
  public static String trainers(RunSettings run, String student) {
    return Topics.gradients(run, student).name();
  }

  /**
   * Transactional id of a tagger of {@code corpus}; there may be several.
   *
   * @param instance tells it from the others
   */
  public static String tagger(String corpus, String instance) {
    return "aria.%s.tagger.%s".formatted(corpus, instance);
  }

  /** Transactional id of the sampler of {@code run}; one is live. */
  public static String sampler(RunSettings run) {
    return "aria.%s.sampler".formatted(run.name());
  }

  /**
   * Transactional id of a teacher of {@code run}.
   *
   * @param member name of the teacher within its group
   */
  public static String teacher(RunSettings run, String member) {
    return "aria-%s-teacher-%s".formatted(run.name(), member);
  }

  /** Transactional id of the allocator of {@code run}; one is live. */
  public static String allocator(RunSettings run) {
    return "aria.%s.allocator".formatted(run.name());
  }
}
