package dev.aria.runtime.card;

import com.typesafe.config.Config;
import dev.aria.runtime.settings.SectionReader;
import java.util.List;

/**
 * What nobody but a run's owner knows of its models and data (section {@code aria.model-card});
 * what is empty is said to be unknown.
 *
 * @param license of the student, as the Hub names licences: {@code apache-2.0}
 * @param baseModel the teacher's name on the Hub, {@code OWNER/NAME}
 * @param baseModelLicense of the teacher, in words
 * @param datasets names on the Hub, {@code OWNER/NAME}, of prompts and pictures
 * @param dataLicense of prompts and pictures, in words
 * @param pipelineTag the Hub's word for what the student does; empty tells it by its conditions
 */
public record CardSettings(
    String license,
    String baseModel,
    String baseModelLicense,
    List<String> datasets,
    String dataLicense,
    String pipelineTag) {
  private static final String SECTION = "aria.model-card";
  private static final String WORD = "[a-z0-9][a-z0-9.+-]*";
  private static final String ON_THE_HUB = "[\\w.-]+(/[\\w.-]+)?";

  public CardSettings {
    datasets = List.copyOf(datasets);
    require("license", license, WORD, "a licence as the Hub names it, such as apache-2.0");
    require("base-model", baseModel, ON_THE_HUB, "OWNER/NAME");
    datasets.forEach(one -> require("datasets", one, ON_THE_HUB, "OWNER/NAME, with commas"));
    require("pipeline-tag", pipelineTag, WORD, "a word such as text-to-image");
  }

  /**
   * As {@code all} settings tell.
   *
   * @throws IllegalArgumentException when one is not what it must be; the message names its key
   */
  public static CardSettings of(Config all) {
    return SectionReader.read(all, SECTION, CardSettings.class);
  }

  /** Whether {@code name} is such as models and data sets have on the Hub. */
  static boolean isOnTheHub(String name) {
    return name.contains("/") && name.matches(ON_THE_HUB);
  }

  private static void require(String key, String value, String form, String allowed) {
    if (!value.isEmpty() && !value.matches(form)) {
      throw new IllegalArgumentException(
          "%s.%s is '%s', must be %s, or empty".formatted(SECTION, key, value, allowed));
    }
  }
}
