package dev.aria.runtime.teacher;

import dev.aria.core.record.Draw;
import dev.aria.core.record.TeacherTag;
import dev.aria.runtime.settings.RunRefused;
import dev.aria.runtime.settings.RunSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The names of a run's teachers, at the indices that draws name them by: the run's own first, then
 * its experts in the order of their names.
 *
 * @param run name of the run
 * @param corpus whose prompts name teachers
 * @param names at least one
 */
public record TeacherNames(String run, String corpus, List<String> names) {
  private static final int SHOWN = 80;

  public TeacherNames {
    names = List.copyOf(names);
  }

  /** The teachers that the settings of {@code run} name. */
  public static TeacherNames of(RunSettings run) {
    List<String> names = new ArrayList<>(List.of(TeacherTag.OWN));
    names.addAll(run.experts().keySet());
    return new TeacherNames(run.name(), run.corpus(), names);
  }

  /** Number of teachers, at least 1. */
  public int count() {
    return names.size();
  }

  /**
   * Index of the teacher that a prompt names.
   *
   * @param tag of the prompt; empty for the run's own teacher
   * @param prompt text of the prompt, for the message
   * @throws RunRefused when the run has no such teacher
   */
  public int index(Optional<String> tag, String prompt) {
    return find(tag)
        .orElseThrow(
            () ->
                new RunRefused(
                    "prompt '%s' of corpus '%s' names the teacher '%s', and run '%s' has the teachers %s; give it a model in aria.run.experts (%s = FOLDER, which may be the run's own teacher), or load the prompts with other tags under another name (aria.run.corpus)"
                        .formatted(brief(prompt), corpus, tag.get(), run, names, tag.get())));
  }

  /**
   * Index of the teacher that a prompt names, where the run has it.
   *
   * @param tag of the prompt; empty for the run's own teacher
   */
  public OptionalInt find(Optional<String> tag) {
    int index = tag.map(names::indexOf).orElse(Draw.OWN_TEACHER);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * Checks the teachers that the captions of a paired set name.
   *
   * @param named by the captions
   * @param pairedSet the set, for the message
   * @throws RunRefused when the run lacks one
   */
  public void refuseUnknown(Set<String> named, Object pairedSet) {
    if (!names.containsAll(named)) {
      throw new RunRefused(
          "captions of the paired set %s (aria.run.paired-set) name the teachers %s, and run '%s' has %s; give each a model in aria.run.experts (NAME = FOLDER), or make the paired set again with other tags"
              .formatted(pairedSet, named.stream().sorted().toList(), run, names));
    }
  }

  private static String brief(String prompt) {
    return prompt.length() <= SHOWN ? prompt : prompt.substring(0, SHOWN) + "...";
  }
}
