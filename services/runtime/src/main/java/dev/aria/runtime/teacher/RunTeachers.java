package dev.aria.runtime.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aria.core.digest.Sha256;
import dev.aria.core.record.TeacherTag;
import dev.aria.runtime.settings.RunSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The models of a run's teachers, at the indices that draws name them by. All of them say the same
 * kind of thing about the same kind of samples under the same kind of conditions, since a student
 * learns from all and each prompt is encoded once.
 */
public final class RunTeachers {
  private static final String OWN = "aria.run.teacher";

  /** What teachers of one run must have in common, as paths of their descriptors. */
  private static final List<String> COMMON =
      List.of(
          "/sampleShape",
          "/conditionShape",
          "/diffusion/schedule",
          "/diffusion/prediction",
          "/diffusion/conditioning",
          "/diffusion/codec");

  private final RunSettings run;
  private final String digest;

  private RunTeachers(RunSettings run, String digest) {
    this.run = run;
    this.digest = digest;
  }

  /**
   * Reads the descriptors of {@code run}'s teachers; of a run without experts none.
   *
   * @throws IllegalArgumentException when one cannot be read, or two do not go together; the
   *     message names the setting, both values and the way out
   */
  public static RunTeachers of(RunSettings run) {
    if (run.experts().isEmpty()) {
      return new RunTeachers(run, "");
    }
    JsonNode own = TeacherSheet.tree(OWN, TeacherFiles.of(run.teacher()).descriptor());
    StringBuilder all = new StringBuilder(line(OWN, TeacherTag.OWN, own));
    for (Map.Entry<String, Path> expert : run.experts().entrySet()) {
      String setting = setting(expert.getKey());
      JsonNode model =
          TeacherSheet.tree(
              setting, TeacherFiles.ofExpert(expert.getKey(), expert.getValue()).descriptor());
      refuseUnlike(run, own, expert, model);
      all.append(line(setting, expert.getKey(), model));
    }
    return new RunTeachers(run, Sha256.of(all.toString()));
  }

  private static String setting(String expert) {
    return "'%s' in aria.run.experts".formatted(expert);
  }

  private static String line(String setting, String name, JsonNode model) {
    String sha256 = model.path("sha256").asText();
    if (sha256.isEmpty()) {
      throw new IllegalArgumentException(
          "the descriptor of %s says no sha256; export the model again".formatted(setting));
    }
    return "%s %s\n".formatted(name, sha256);
  }

  private static void refuseUnlike(
      RunSettings run, JsonNode own, Map.Entry<String, Path> expert, JsonNode model) {
    for (String field : COMMON) {
      JsonDifference.between(field, own.at(field), model.at(field))
          .ifPresent(
              found -> {
                throw new IllegalArgumentException(
                    "teacher '%s' (aria.run.experts, %s) has %s = %s, the run's own (aria.run.teacher, %s) has %s; teachers of one run must agree in shapes, noise schedule, prediction, conditions and codec: name a model that does, or distil it in a run of its own"
                        .formatted(
                            expert.getKey(),
                            expert.getValue(),
                            found.field(),
                            found.second(),
                            run.teacher(),
                            found.first()));
              });
    }
  }

  /** Number of teachers, at least 1. */
  public int count() {
    return 1 + run.experts().size();
  }

  /** The files of each, by index. */
  public List<TeacherFiles> files() {
    List<TeacherFiles> files = new ArrayList<>(List.of(TeacherFiles.of(run.teacher())));
    run.experts().forEach((name, path) -> files.add(TeacherFiles.ofExpert(name, path)));
    return List.copyOf(files);
  }

  /**
   * Lower-case hexadecimal digest over names and files of all of them, which batches of draws
   * carry; empty in a run without experts.
   */
  public String digest() {
    return digest;
  }

  /** {@code digest} of teachers as messages name it. */
  public static String named(String digest) {
    return digest.isEmpty() ? "of a run without experts" : "with digest " + digest;
  }

  /**
   * Digest that the targets of the run carry.
   *
   * @param own digest of the run's own teacher
   */
  public String ofTargets(String own) {
    return digest.isEmpty() ? own : Sha256.of(own + "\n" + digest);
  }
}
