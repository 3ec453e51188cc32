package dev.aria.runtime.card;

import dev.aria.runtime.settings.RunSettings;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All that a model card tells.
 *
 * @param student its name
 * @param model the student
 * @param teacher that it learned from
 * @param run settings of the run
 * @param told by the run's owner
 * @param steps global steps that it has learned; empty when nobody knows
 * @param teacherPasses samples sent through the teacher; empty when nobody has counted
 * @param corpus what is known of the prompts, by name
 * @param pairs what is known of the paired set, by name
 * @param measures that were taken, by name
 */
public record CardFacts(
    String student,
    CardModel model,
    CardModel teacher,
    RunSettings run,
    CardSettings told,
    OptionalLong steps,
    OptionalLong teacherPasses,
    Map<String, String> corpus,
    Map<String, String> pairs,
    Map<String, Double> measures) {
  public CardFacts {
    corpus = Collections.unmodifiableMap(new TreeMap<>(corpus));
    pairs = Collections.unmodifiableMap(new TreeMap<>(pairs));
    measures = Collections.unmodifiableMap(new TreeMap<>(measures));
  }

  /** The teacher's name on the Hub, where it is told or is the name of its descriptor. */
  String baseModel() {
    if (!told.baseModel().isEmpty()) {
      return told.baseModel();
    }
    return CardSettings.isOnTheHub(teacher.name()) ? teacher.name() : "";
  }

  /** The Hub's word for what it does; empty when there is none. */
  String pipelineTag() {
    if (!told.pipelineTag().isEmpty()) {
      return told.pipelineTag();
    }
    return model.isOfTexts() ? "text-to-image" : "";
  }

  /** Samples that it has learned; empty when nobody knows. */
  OptionalLong samples() {
    return steps.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(steps.getAsLong() * run.batch());
  }
}
